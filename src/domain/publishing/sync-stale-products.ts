import { and, asc, inArray, lt } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import { type BaseContext, forUser } from '../../context.ts'
import { products } from '../../db/schema/products.ts'
import { sendTask } from './send-task.ts'
import { isCurrent } from './settle-task.ts'

const STALE_MS = 90_000
const MAX_PRODUCTS_A_CALL = 100

/**
 * Sends again the tasks that have stood still: their message was lost, or the Worker died. Tells
 * how many. Harmless where a task is only slow: it runs one at a time for a product.
 */
export async function syncStaleProducts(
  base: BaseContext,
  limit = MAX_PRODUCTS_A_CALL,
): Promise<number> {
  const now = base.clock.now()
  const stale = await base.db
    .select({
      userId: products.user_id,
      productId: products.id,
      taskId: products.publish_task_id,
    })
    .from(products)
    .where(
      and(
        inArray(products.publish_state, ['queued', 'publishing', 'retiring']),
        lt(products.publish_queued_at, isoTime(now - STALE_MS)),
      ),
    )
    .orderBy(asc(products.publish_queued_at))
    .limit(Math.min(limit, MAX_PRODUCTS_A_CALL))
  for (const { userId, productId, taskId } of stale) {
    if (!taskId) continue
    const ctx = forUser(base, userId, { kind: 'system', job: 'stale publishing' })
    await base.db
      .update(products)
      .set({ publish_queued_at: isoTime(now) })
      .where(isCurrent(ctx, { productId, taskId }))
    await sendTask(ctx, productId, taskId)
  }
  return stale.length
}
