import { and, eq, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { mockups } from '../../db/schema/mockups.ts'
import { pollUntil } from '../../poll-until.ts'
import { getRun, type RunView } from './get-run.ts'

/**
 * A run, as soon as nothing of it is pending or generating, or after so many seconds as it is then.
 * @throws AppError not_found
 */
export async function waitForRun(ctx: Context, id: string, seconds: number): Promise<RunView> {
  const before = await getRun(ctx, id)
  if (seconds === 0 || before.progress.status !== 'running') return before
  await pollUntil(ctx.clock, seconds * 1_000, () => hasEnded(ctx, id))
  return getRun(ctx, id)
}

/** Reads a run's rows at the most: it is asked each second. */
async function hasEnded(ctx: Context, id: string): Promise<boolean> {
  const open = await ctx.db
    .select({ id: mockups.id })
    .from(mockups)
    .where(
      and(
        eq(mockups.user_id, ctx.userId),
        eq(mockups.run_id, id),
        // The plus keeps the planner from reading all that the user has under way.
        sql`+${mockups.status} IN ('pending', 'generating')`,
      ),
    )
    .limit(1)
  return open.length === 0
}
