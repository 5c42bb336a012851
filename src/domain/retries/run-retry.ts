import { and, eq, inArray, lt, or, sql } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { compareAndSet, writeAll } from '../../db/client.ts'
import { type RetryRow, retryQueue } from '../../db/schema/desk.ts'
import { AppError } from '../../errors.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { executeRetry } from './execute-retry.ts'
import { getRetry } from './get-retry.ts'
import { openRetry } from './open-retry.ts'
import { RETRY_LEASE_MS } from './retry-policy.ts'

/**
 * Tries failed work again, now. The queue does the work, and whoever ends it closes the row; what
 * fails at once goes back with a longer delay, and ends in that error. Ends in `not_found`, or
 * `conflict` for what is running, has succeeded or was discarded.
 */
export async function runRetry(ctx: Context, id: string): Promise<RetryRow> {
  const row = await getRetry(ctx, id)
  if (!(await take(ctx, row))) {
    const { status } = await getRetry(ctx, id)
    throw new AppError('conflict', `This is ${status}, so there is nothing to try again now.`)
  }
  try {
    await executeRetry(ctx, row)
  } catch (cause) {
    await giveBack(ctx, row, cause)
    throw cause
  }
  return getRetry(ctx, id)
}

async function take(ctx: Context, row: RetryRow): Promise<boolean> {
  const now = ctx.clock.now()
  const update = ctx.db
    .update(retryQueue)
    .set({
      // A lease that lapsed was an attempt too.
      attempts: sql`${retryQueue.attempts} + (${retryQueue.status} = 'running')`,
      status: 'running',
      next_attempt_at: null,
      lease_until: isoTime(now + RETRY_LEASE_MS),
      updated_at: isoTime(now),
    })
    .where(
      and(
        eq(retryQueue.user_id, ctx.userId),
        eq(retryQueue.id, row.id),
        or(
          inArray(retryQueue.status, ['waiting', 'exhausted']),
          and(eq(retryQueue.status, 'running'), lt(retryQueue.lease_until, isoTime(now))),
        ),
      ),
    )
    .returning({ id: retryQueue.id })
  const activity = recordActivity(
    ctx,
    {
      action_type: 'retry_started',
      module: 'retries',
      details: { retryId: row.id, operation: row.operation_type, error: row.error },
      reference_id: row.subject_id,
      reference_table: row.operation_type === 'mockup_generation' ? 'mockups' : 'products',
    },
    { onlyIfChanged: true },
  )
  return compareAndSet(ctx.db, update, [activity])
}

async function giveBack(ctx: Context, row: RetryRow, cause: unknown): Promise<void> {
  const gone = cause instanceof AppError && cause.code === 'not_found'
  if (gone) {
    await ctx.db
      .update(retryQueue)
      .set({ status: 'discarded', lease_until: null, error: cause.message })
      .where(and(eq(retryQueue.user_id, ctx.userId), eq(retryQueue.id, row.id)))
    return
  }
  const error = cause instanceof AppError ? cause.message : 'The hub itself had a fault'
  await writeAll(ctx.db, [
    openRetry(ctx, {
      operation_type: row.operation_type,
      subject_id: row.subject_id,
      payload: row.payload,
      error,
      // Time alone changes nothing about a conflict: somebody has to decide first.
      permanent: cause instanceof AppError && cause.code === 'conflict',
      reference_id: row.reference_id ?? undefined,
      reference_table: row.reference_table ?? undefined,
    }),
  ])
}
