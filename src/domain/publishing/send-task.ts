import type { Context } from '../../context.ts'

const LONGEST_DELAY_SECONDS = 12 * 60 * 60

/**
 * Puts a product's task on the queue. A queue that does not take it is survived: the sweep sends
 * again what waits for too long.
 */
export async function sendTask(
  ctx: Context,
  productId: string,
  taskId: string,
  delayMs = 0,
): Promise<void> {
  const delaySeconds = Math.min(Math.ceil(delayMs / 1000), LONGEST_DELAY_SECONDS)
  try {
    await ctx.queues.shopifyPublishing.send(
      { type: 'product.sync', version: 1, userId: ctx.userId, productId, taskId },
      { delaySeconds },
    )
  } catch (cause) {
    ctx.log.error('product_task_not_sent', cause, { product_id: productId, task_id: taskId })
  }
}
