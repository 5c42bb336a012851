import { and, eq, inArray } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { compareAndSet } from '../../db/client.ts'
import { type RetryRow, retryQueue } from '../../db/schema/desk.ts'
import { AppError } from '../../errors.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { getRetry } from './get-retry.ts'

/**
 * Gives up on failed work: it is not tried again unless it fails anew. Ends in `not_found`, or
 * `conflict` for what is running, has succeeded or was discarded before.
 */
export async function discardRetry(ctx: Context, id: string): Promise<RetryRow> {
  const row = await getRetry(ctx, id)
  const update = ctx.db
    .update(retryQueue)
    .set({ status: 'discarded', next_attempt_at: null, updated_at: isoTime(ctx.clock.now()) })
    .where(
      and(
        eq(retryQueue.user_id, ctx.userId),
        eq(retryQueue.id, id),
        inArray(retryQueue.status, ['waiting', 'exhausted']),
      ),
    )
    .returning({ id: retryQueue.id })
  const activity = recordActivity(
    ctx,
    {
      action_type: 'retry_discarded',
      module: 'retries',
      details: { retryId: id, operation: row.operation_type, error: row.error },
      reference_id: row.subject_id,
      reference_table: row.operation_type === 'mockup_generation' ? 'mockups' : 'products',
    },
    { onlyIfChanged: true },
  )
  if (await compareAndSet(ctx.db, update, [activity])) return getRetry(ctx, id)
  const now = await getRetry(ctx, id)
  throw new AppError('conflict', `This is ${now.status}, so there is nothing to discard.`)
}
