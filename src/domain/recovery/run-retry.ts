import type { Context } from '../../context.ts'
import { compareAndSet, IF_CHANGED, writeAll } from '../../db/client.ts'
import type { RetryRow } from '../../db/schema/desk.ts'
import { AppError } from '../../errors.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { findProductRow } from '../products/get-product.ts'
import { resumePublishing } from '../publishing/resume-publishing.ts'
import { isUnderWay } from '../publishing/task.ts'
import { findPicture } from '../rendering/load-job.ts'
import { retryPicture } from '../rendering/retry-picture.ts'
import { getRetry, referenceOf } from '../retries/get-retry.ts'
import { changeRetry, findRetry, type RetryEvent } from '../retries/queue.ts'

/**
 * Tries failed work again, now. The queue does the work, and whoever ends it closes the row; what
 * fails at once is requeued with a longer delay.
 * @throws AppError not_found
 * @throws AppError conflict for what is running, has succeeded or was discarded
 * @throws AppError whatever the work was refused with
 */
export async function runRetry(ctx: Context, id: string): Promise<RetryRow> {
  const row = await getRetry(ctx, id)
  if (!(await take(ctx, row))) {
    const { status } = await getRetry(ctx, id)
    throw new AppError(
      'conflict',
      `This retry is ${status}, so there is nothing to retry now. Nothing was changed.`,
    )
  }
  try {
    await begin(ctx, row)
  } catch (cause) {
    await end(ctx, row, eventOf(row, cause))
    throw cause
  }
  return getRetry(ctx, id)
}

/**
 * The lease of running work is over. What is still under way only waits, and keeps its attempts;
 * anything else is begun again.
 * @throws as runRetry
 */
export async function recheckRetry(ctx: Context, id: string): Promise<void> {
  const row = await getRetry(ctx, id)
  if (row.status !== 'running' || !(await isWorkUnderWay(ctx, row))) {
    await runRetry(ctx, id)
    return
  }
  await end(ctx, row, { kind: 'still_running' })
}

async function isWorkUnderWay(ctx: Context, { operation_type, subject_id }: RetryRow) {
  if (operation_type === 'mockup_generation') {
    const picture = await findPicture(ctx, subject_id)
    return picture?.state === 'waiting' || picture?.state === 'rendering'
  }
  const product = await findProductRow(ctx, subject_id)
  return product !== undefined && isUnderWay(product)
}

async function take(ctx: Context, row: RetryRow): Promise<boolean> {
  const [update] = changeRetry(ctx, row, row, { kind: 'started' })
  if (!update) return false
  const details = { retryId: row.id, operation: row.operation_type, error: row.error }
  const activity = recordActivity(
    ctx,
    { action_type: 'retry_started', module: 'retries', details, ...referenceOf(row) },
    { when: IF_CHANGED },
  )
  return compareAndSet(ctx.db, update, [activity])
}

async function begin(ctx: Context, row: RetryRow): Promise<void> {
  if (row.operation_type === 'product_publish') return resumePublishing(ctx, row.subject_id)
  const begun = await retryPicture(ctx, row.subject_id)
  if (begun === 'stored') await end(ctx, row, { kind: 'succeeded' })
  if (begun === 'unwanted') await end(ctx, row, { kind: 'discarded' })
}

/** An event at the row as it is now. */
async function end(ctx: Context, row: RetryRow, event: RetryEvent): Promise<void> {
  const present = await findRetry(ctx, row)
  await writeAll(ctx.db, changeRetry(ctx, row, present, event))
}

function eventOf(row: RetryRow, cause: unknown): RetryEvent {
  if (!(cause instanceof AppError)) return failed(row, 'Something went wrong in Haven Hub', false)
  if (cause.code === 'not_found') return { kind: 'discarded', error: cause.message }
  // Time alone changes nothing about a conflict: somebody has to decide first.
  return failed(row, cause.message, cause.code === 'conflict')
}

function failed(row: RetryRow, error: string, permanent: boolean): RetryEvent {
  const { payload, reference_id, reference_table } = row
  return { kind: 'failed', payload, error, permanent, reference_id, reference_table }
}
