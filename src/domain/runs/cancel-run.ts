import { and, eq, sql } from 'drizzle-orm'
import * as z from 'zod'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { compareAndSet, writeAll } from '../../db/client.ts'
import { type RetryRow, retryQueue } from '../../db/schema/desk.ts'
import { mockupRuns } from '../../db/schema/mockups.ts'
import { AppError } from '../../errors.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { NOBODY_WANTS_RETRY } from '../pictures/mockup-status.ts'
import { CANCELLED_NOTE, endUnstarted } from '../rendering/end-unstarted.ts'
import { discardRetries } from '../retries/queue.ts'
import { findRun } from './get-run.ts'
import { MAX_PAIRS_PER_RUN } from './schemas.ts'

/**
 * Cancels a run: pairs that have not begun are never rendered and their credits released, retries
 * that wait are discarded, and what is rendering finishes and is kept. Cancelling again finishes
 * what was left.
 * @throws AppError not_found
 * @throws AppError conflict where nothing is left to stop
 */
export async function cancelRun(ctx: Context, runId: string): Promise<void> {
  await findRun(ctx, runId)
  const [unfinished, retries] = await Promise.all([
    findUnfinished(ctx, runId),
    findRetries(ctx, runId),
  ])
  if (unfinished.length === 0 && retries.length === 0) {
    throw new AppError('conflict', 'This run is done: there is nothing left to cancel.')
  }
  await markCancelled(ctx, runId)
  // By run too: a request whose rows are still being written has claims already.
  await ctx.ledger.release({ runId }, CANCELLED_NOTE)
  await endUnstarted(ctx, unfinished)
  const pictureIds = retries.map((row) => row.subject_id)
  await writeAll(ctx.db, [discardRetries(ctx, 'mockup_generation', pictureIds, NOBODY_WANTS_RETRY)])
}

/** Unless it is, and nothing of it was tried again since. Later than whatever was asked for. */
async function markCancelled(ctx: Context, runId: string): Promise<void> {
  const update = ctx.db
    .update(mockupRuns)
    .set({
      cancelled_at: sql`max(${isoTime(ctx.clock.now())}, coalesce((SELECT max(m.requested_at)
        FROM mockups AS m WHERE m.user_id = ${ctx.userId} AND m.run_id = ${runId}), ''))`,
    })
    .where(
      and(
        eq(mockupRuns.user_id, ctx.userId),
        eq(mockupRuns.id, runId),
        sql`(${mockupRuns.cancelled_at} IS NULL OR EXISTS (SELECT 1 FROM mockups AS m
          WHERE m.user_id = ${ctx.userId} AND m.run_id = ${runId}
            AND m.requested_at > ${mockupRuns.cancelled_at}))`,
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
}

const idRow = z.object({ id: z.string() })

async function findUnfinished(ctx: Context, runId: string): Promise<string[]> {
  const rows = await ctx.db.all(sql`
    SELECT id FROM mockups WHERE user_id = ${ctx.userId} AND run_id = ${runId}
      AND +status = 'pending' LIMIT ${MAX_PAIRS_PER_RUN}`)
  return z
    .array(idRow)
    .parse(rows)
    .map(({ id }) => id)
}

/** Retries of the run's pictures that may still start by themselves. */
async function findRetries(ctx: Context, runId: string): Promise<RetryRow[]> {
  return ctx.db
    .select()
    .from(retryQueue)
    .where(
      and(
        sql`(${retryQueue.user_id}, ${retryQueue.operation_type}, ${retryQueue.subject_id}) IN (
          SELECT user_id, 'mockup_generation', picture_id FROM mockups
          WHERE user_id = ${ctx.userId} AND run_id = ${runId} AND +status = 'failed')`,
        sql`${retryQueue.status} = 'waiting'`,
      ),
    )
    .limit(MAX_PAIRS_PER_RUN)
}
