import { and, eq, sql } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import type { Statement } from '../../db/client.ts'
import { retryQueue } from '../../db/schema/desk.ts'
import { mockups } from '../../db/schema/mockups.ts'
import { AppError } from '../../errors.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { MAX_PAIRS_PER_RUN } from '../mockups/schemas.ts'
import { NOBODY_WANTS_RETRY } from '../pictures/mockup-status.ts'
import { CANCELLED_NOTE, endWaiting } from '../rendering/end-unstarted.ts'
import { discardRetries } from '../retries/queue.ts'
import { findRun } from './get-run.ts'

/**
 * Cancels a run: pairs that have not begun are never rendered and their credits released, retries
 * that wait are discarded, and what is rendering finishes and is kept. Cancelling again finishes
 * what was left. Returns how many mockups it ended.
 * @throws AppError not_found
 * @throws AppError conflict where nothing is left to stop
 */
export async function cancelRun(ctx: Context, runId: string): Promise<number> {
  const [open] = await ctx.db.batch([
    selectOpen(ctx, runId),
    markCancelled(ctx, runId),
    recordCancelling(ctx, runId),
  ])
  const waiting = open.filter(({ status }) => status === 'pending')
  const retried = open.flatMap(({ retry }) => retry ?? [])
  if (waiting.length === 0 && retried.length === 0) {
    await findRun(ctx, runId)
    throw new AppError(
      'conflict',
      'This run is done, so there is nothing left to cancel. Nothing was changed.',
    )
  }
  // By run too: a request whose rows are still being written has claims already.
  await ctx.ledger.release({ runId }, CANCELLED_NOTE)
  return endWaiting(ctx, waiting, endRetries(ctx, retried))
}

function endRetries(ctx: Context, pictureIds: string[]): Statement[] {
  if (pictureIds.length === 0) return []
  const ids = [...new Set(pictureIds)]
  return [discardRetries(ctx, 'mockup_generation', ids, NOBODY_WANTS_RETRY)]
}

/** Pairs that wait, and those that have failed, with their retry if it may still start by itself. */
function selectOpen(ctx: Context, runId: string) {
  return ctx.db
    .select({
      id: mockups.id,
      picture_id: mockups.picture_id,
      status: mockups.status,
      retry: retryQueue.subject_id,
    })
    .from(mockups)
    .leftJoin(
      retryQueue,
      and(
        eq(retryQueue.user_id, mockups.user_id),
        eq(retryQueue.operation_type, 'mockup_generation'),
        // Of those that have not failed none is looked for.
        sql`${retryQueue.subject_id} = iif(${mockups.status} = 'failed', ${mockups.picture_id}, NULL)`,
        sql`${retryQueue.status} = 'waiting'`,
      ),
    )
    .where(
      and(
        eq(mockups.user_id, ctx.userId),
        eq(mockups.run_id, runId),
        sql`+${mockups.status} IN ('pending', 'failed')`,
      ),
    )
    .limit(MAX_PAIRS_PER_RUN)
}

/**
 * Unless there is nothing to stop, or it is and nothing of it was tried again since. Later than
 * whatever was asked for.
 */
function markCancelled(ctx: Context, runId: string): Statement {
  return ctx.db.run(sql`
    UPDATE mockup_runs AS r
    SET cancelled_at = max(${isoTime(ctx.clock.now())}, pairs.last_requested_at)
    FROM (SELECT max(m.requested_at) AS last_requested_at,
        max(m.status = 'pending' OR (m.status = 'failed' AND EXISTS (SELECT 1
          FROM retry_queue AS q WHERE q.user_id = m.user_id AND q.subject_id = m.picture_id
            AND q.operation_type = 'mockup_generation' AND +q.status = 'waiting'))) AS is_open
      FROM mockups AS m WHERE m.user_id = ${ctx.userId} AND m.run_id = ${runId}) AS pairs
    WHERE r.user_id = ${ctx.userId} AND r.id = ${runId} AND pairs.is_open
      AND (r.cancelled_at IS NULL OR r.cancelled_at < pairs.last_requested_at)`)
}

function recordCancelling(ctx: Context, runId: string): Statement {
  return recordActivity(
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
}
