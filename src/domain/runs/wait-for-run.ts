import type { Context } from '../../context.ts'
import { pollUntil } from '../../poll-until.ts'
import { findRun, getRun, type RunView } from './get-run.ts'
import { runProgress } from './run-progress.ts'

/**
 * A run, as soon as nothing of it is pending or generating, or after so many seconds as it is then.
 * @throws AppError not_found
 */
export async function waitForRun(ctx: Context, id: string, seconds: number): Promise<RunView> {
  const before = await getRun(ctx, id)
  if (seconds === 0 || before.progress.status !== 'running') return before
  // The run's own row has its counts: one row is read each second.
  await pollUntil(ctx.clock, seconds * 1_000, async () => {
    const run = await findRun(ctx, id)
    return runProgress(run, 0).status !== 'running'
  })
  return getRun(ctx, id)
}
