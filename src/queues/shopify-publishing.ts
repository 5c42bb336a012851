import { type BaseContext, forUser } from '../context.ts'
import { syncProduct } from '../domain/publishing/sync-product.ts'
import type { SyncProductMessage } from './messages.ts'

/** One message of the queue `shopify-publishing`: a product whose task is to be brought on. */
export async function syncProductOf(
  base: BaseContext,
  { userId, productId, taskId }: SyncProductMessage,
): Promise<void> {
  const ctx = forUser(base, userId, { kind: 'system', job: 'publishing' })
  await syncProduct(ctx, { productId, taskId })
}
