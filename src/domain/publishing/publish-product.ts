import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { getShopifyAccount, type ShopifyAccount } from '../integrations/get-shopify-account.ts'
import { getProductRow } from '../products/get-product.ts'
import type { ProductRow } from '../products/load-parts.ts'
import { closeApproval } from './close-approval.ts'
import { currencyMismatch } from './currency-mismatch.ts'
import { setIntent } from './set-intent.ts'

const TRIES = 3

export type Publication = { taskId: string; shopifyProductId: string | null }

/**
 * Sends a product to the shop, or its changes: answers at once, the queue does the work. Asking
 * again while it waits answers the same task. Ends in `not_found`, in `not_configured` without a
 * shop, in `conflict` for what was retired or put away.
 */
export async function publishProduct(ctx: Context, id: string): Promise<Publication> {
  await getProductRow(ctx, id)
  const shop = await getShopifyAccount(ctx)
  for (let tries = 1; tries <= TRIES; tries += 1) {
    const product = await getProductRow(ctx, id)
    assertPublishable(product, shop)
    const taskId = isWaiting(product)
      ? product.publish_task_id
      : await setIntent(ctx, product, {
          target: 'active',
          action_type: 'product_publish_requested',
          retire_reason: null,
          also: [closeApproval(ctx, id, 'approved')],
        })
    if (taskId) return { taskId, shopifyProductId: product.shopify_product_id }
  }
  throw new AppError(
    'conflict',
    'This product is being changed by somebody else right now. Nothing was done; try again.',
  )
}

/** Its task has read nothing yet, so what has changed since goes with it. */
function isWaiting(product: ProductRow): boolean {
  return product.publish_state === 'queued' && product.publish_target === 'active'
}

/**
 * Refuses what the shop must not be sent.
 * @throws AppError conflict for what was retired or archived, and for prices in another currency.
 */
export function assertPublishable(
  product: Pick<ProductRow, 'status' | 'currency'>,
  shop: ShopifyAccount,
): void {
  const mismatch = currencyMismatch(product, shop)
  if (mismatch) throw new AppError('conflict', mismatch)
  if (product.status !== 'retired' && product.status !== 'archived') return
  throw new AppError(
    'conflict',
    `This product is ${product.status}. Nothing was changed; restore it first, then publish it.`,
  )
}
