import { and, eq, inArray, sql } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { compareAndSet, IF_CHANGED } from '../../db/client.ts'
import { type PublishTarget, products } from '../../db/schema/products.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { integrationRecovery } from '../integrations/mark-integration-error.ts'
import { getProductRow } from '../products/get-product.ts'
import { changeRetry, findRetry } from '../retries/queue.ts'
import { activityOfTarget } from './activity-of-target.ts'
import { restingState } from './resting-state.ts'
import type { Outcome } from './sync/outcome.ts'

export type Task = { productId: string; taskId: string; target: PublishTarget }

/** The shop shows what was wanted: the product comes to rest. A newer task makes this nothing. */
export async function endTask(
  ctx: Context,
  task: Task,
  outcome: Extract<Outcome, { kind: 'done' }>,
): Promise<void> {
  const product = await getProductRow(ctx, task.productId)
  const now = isoTime(ctx.clock.now())
  const onSale =
    task.target === 'active'
      ? {
          shopify_handle: outcome.handle ?? product.shopify_handle,
          shopify_url: outcome.url ?? product.shopify_url,
          published_at: product.status === 'active' ? product.published_at : now,
        }
      : {}
  const update = ctx.db
    .update(products)
    .set({ ...restingState(task.target, now), ...onSale, last_synced_at: now, updated_at: now })
    .where(isCurrent(ctx, task))
    .returning({ id: products.id })
  const activity = activityOfTarget(product, task.target, product.retire_reason)
  const subject = subjectOf(task)
  const retry = await findRetry(ctx, subject)
  await compareAndSet(ctx.db, update, [
    recordActivity(ctx, activity, { onlyIfChanged: true }),
    ...changeRetry(ctx, subject, retry, { kind: 'succeeded' }),
    ...integrationRecovery(ctx, 'shopify'),
  ])
}

/**
 * The shop could not be brought to show it: the product says why, and the retry queue tries again
 * what may yet work. What is on sale stays so; a first publication that failed leaves `pending`.
 */
export async function failTask(
  ctx: Context,
  task: Task,
  { error, permanent }: { error: string; permanent: boolean },
): Promise<void> {
  const waits = task.target === 'active'
  const update = ctx.db
    .update(products)
    .set({
      publish_state: 'failed',
      sync_error: error,
      ...(waits
        ? {
            status: sql`CASE WHEN ${products.status} = 'draft' THEN 'pending'
              ELSE ${products.status} END`,
          }
        : {}),
      updated_at: isoTime(ctx.clock.now()),
    })
    .where(isCurrent(ctx, task))
    .returning({ id: products.id })
  const reference = { reference_id: task.productId, reference_table: 'products' }
  const subject = subjectOf(task)
  const retry = changeRetry(
    ctx,
    subject,
    await findRetry(ctx, subject),
    {
      kind: 'failed',
      payload: { productId: task.productId, target: task.target },
      error,
      permanent,
      ...reference,
    },
    IF_CHANGED,
  )
  const activity = recordActivity(
    ctx,
    {
      action_type: 'product_publish_failed',
      module: 'products',
      details: { productId: task.productId, target: task.target, error },
      ...reference,
    },
    { onlyIfChanged: true },
  )
  await compareAndSet(ctx.db, update, [...retry, activity])
}

function subjectOf({ productId }: Task) {
  return { operation_type: 'product_publish', subject_id: productId } as const
}

/** The product's row as long as this task is the one that counts and has not ended. */
export function isCurrent(ctx: Context, task: Pick<Task, 'productId' | 'taskId'>) {
  return and(
    eq(products.user_id, ctx.userId),
    eq(products.id, task.productId),
    eq(products.publish_task_id, task.taskId),
    inArray(products.publish_state, ['queued', 'publishing', 'retiring']),
  )
}
