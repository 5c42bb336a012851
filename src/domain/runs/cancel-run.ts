import { and, eq, isNull } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { compareAndSet } from '../../db/client.ts'
import { mockupRuns, mockups } from '../../db/schema/mockups.ts'
import { AppError } from '../../errors.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { attemptId } from '../mockups/attempt-id.ts'
import { MAX_PAIRS_PER_RUN } from '../mockups/schemas.ts'
import { failMockup } from '../rendering/fail-mockup.ts'
import { CANCELLED_NOTE } from '../rendering/render-one.ts'
import { getRun } from './get-run.ts'

/**
 * Cancels a run: pairs that have not begun are never rendered and their credits go back; what is
 * rendering finishes and is kept. Cancelling again finishes what was left. Ends in `not_found`, or
 * `conflict` for a run that is done.
 */
export async function cancelRun(ctx: Context, runId: string): Promise<void> {
  const { run, progress } = await getRun(ctx, runId)
  if (progress.status === 'done') {
    throw new AppError('conflict', 'This run is done: there is nothing left to cancel.')
  }
  if (run.cancelled_at) return endUnstarted(ctx, runId)
  const update = ctx.db
    .update(mockupRuns)
    .set({ cancelled_at: isoTime(ctx.clock.now()) })
    .where(
      and(
        eq(mockupRuns.user_id, ctx.userId),
        eq(mockupRuns.id, runId),
        isNull(mockupRuns.cancelled_at),
      ),
    )
    .returning({ id: mockupRuns.id })
  const activity = recordActivity(
    ctx,
    {
      action_type: 'mockup_run_cancelled',
      module: 'mockups',
      details: { taskId: runId },
      reference_id: runId,
      reference_table: 'mockup_runs',
    },
    { onlyIfChanged: true },
  )
  await compareAndSet(ctx.db, update, [activity])
  await endUnstarted(ctx, runId)
}

/**
 * The effect of a cancellation, safe to run again: the sweep repeats it after a crash, and leaves
 * alone what a person has asked for anew since.
 */
export async function endUnstarted(
  ctx: Context,
  runId: string,
  { firstAttemptsOnly = false } = {},
): Promise<void> {
  const waiting = await ctx.db
    .select()
    .from(mockups)
    .where(
      and(
        eq(mockups.user_id, ctx.userId),
        eq(mockups.run_id, runId),
        eq(mockups.status, 'pending'),
        firstAttemptsOnly ? eq(mockups.attempt, 1) : undefined,
      ),
    )
    .limit(MAX_PAIRS_PER_RUN)
  const paying = waiting.filter((mockup) => mockup.reused_from === null)
  await ctx.ledger.release(paying.map(attemptId), CANCELLED_NOTE)
  const states = await ctx.ledger.states(paying.map(attemptId))
  const given = new Set(
    states.flatMap((state) => (state.state === 'voided' ? [state.attemptId] : [])),
  )
  for (const mockup of waiting) {
    if (mockup.reused_from === null && !given.has(attemptId(mockup))) continue
    await failMockup(ctx, mockup, { code: 'cancelled', message: CANCELLED_NOTE, retry: 'never' })
  }
}
