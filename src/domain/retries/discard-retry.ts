import type { Context } from '../../context.ts'
import { compareAndSet, IF_CHANGED } from '../../db/client.ts'
import type { RetryRow } from '../../db/schema/desk.ts'
import { AppError } from '../../errors.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { getRetry, referenceOf } from './get-retry.ts'
import { changeRetry } from './queue.ts'

/**
 * Gives up on failed work: it is not tried again unless it fails once more.
 * @throws AppError not_found
 * @throws AppError conflict for what is running, has succeeded or was discarded before
 */
export async function discardRetry(ctx: Context, id: string): Promise<RetryRow> {
  const row = await getRetry(ctx, id)
  const [update] = row.status === 'running' ? [] : changeRetry(ctx, row, row, { kind: 'discarded' })
  const details = { retryId: id, operation: row.operation_type, error: row.error }
  const activity = recordActivity(
    ctx,
    { action_type: 'retry_discarded', module: 'retries', details, ...referenceOf(row) },
    { when: IF_CHANGED },
  )
  if (update && (await compareAndSet(ctx.db, update, [activity]))) return getRetry(ctx, id)
  const now = await getRetry(ctx, id)
  throw new AppError(
    'conflict',
    `This retry is ${now.status}, so there is nothing to discard. Nothing was changed.`,
  )
}
