import type { Context } from '../context.ts'
import { syncProduct } from '../domain/publishing/sync-product.ts'
import type { SyncProductMessage } from './messages.ts'

/** One run of a product's task; what is delivered twice is done once. */
export async function consumeSync(ctx: Context, received: SyncProductMessage): Promise<void> {
  await syncProduct(ctx, received)
  ctx.log.info('sync', { product: received.productId, task: received.taskId })
}
