import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { findIntegration } from '../integrations/find-integration.ts'
import { getShopifyAccount } from '../integrations/get-shopify-account.ts'
import type { FullProduct } from '../products/load-parts.ts'
import { locateProduct } from './sync/locate-product.ts'
import { openShop } from './sync/open-shop.ts'

/**
 * Whether the shop has a product: known, or asked of the shop where an earlier answer may have
 * been lost. Ends in `unavailable` when the shop does not say.
 */
export async function isAtShop(ctx: Context, product: FullProduct): Promise<boolean> {
  if (product.shopify_product_gid) return true
  const integration = await findIntegration(ctx, 'shopify')
  const wasNeverSent = !product.publish_task_id
  if (wasNeverSent || !integration || integration.status === 'disconnected') return false
  const call = openShop(ctx, await getShopifyAccount(ctx))
  const located = await locateProduct(ctx, call, product)
  if (located.kind === 'ok') return located.value !== null
  throw new AppError(
    'unavailable',
    'The shop could not be asked whether it has this product. Nothing was changed; try again.',
    { retryAfterSeconds: 10 },
  )
}
