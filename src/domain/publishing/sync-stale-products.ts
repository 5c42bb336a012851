import { and, asc, isNull, lt } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import { type BaseContext, forUser } from '../../context.ts'
import { products } from '../../db/schema/products.ts'
import { applyEvent, IS_UNDER_WAY, sendTask } from './task.ts'

const STALE_MS = 90_000
const MAX_PRODUCTS_A_CALL = 100

/**
 * Sends again the tasks that have not moved: their message was lost, or the Worker died. Returns
 * their number. What is parked has nothing to move for. Harmless where a task is only slow: it runs one at a time for a product.
 */
export async function syncStaleProducts(
  base: BaseContext,
  limit = MAX_PRODUCTS_A_CALL,
): Promise<number> {
  const now = base.clock.now()
  const stale = await base.db
    .select()
    .from(products)
    .where(
      and(
        IS_UNDER_WAY,
        lt(products.publish_queued_at, isoTime(now - STALE_MS)),
        isNull(products.publish_parked_at),
      ),
    )
    .orderBy(asc(products.publish_queued_at))
    .limit(Math.min(limit, MAX_PRODUCTS_A_CALL))
  for (const row of stale) {
    const { id, user_id, publish_task_id: taskId } = row
    if (!taskId) continue
    const ctx = forUser(base, user_id, { kind: 'system', job: 'stale publishing' })
    const deferred = await applyEvent(ctx, row, { kind: 'deferred', taskId, untilMs: now })
    if (deferred) await sendTask(ctx, id, taskId)
  }
  return stale.length
}
