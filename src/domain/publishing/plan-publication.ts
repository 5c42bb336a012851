import type { Context } from '../../context.ts'
import { getShopifyAccount } from '../integrations/get-shopify-account.ts'
import { getProduct } from '../products/get-product.ts'
import { assertPublishable } from './publish-product.ts'
import { describeForShop } from './sync/describe-for-shop.ts'

/**
 * What `publishProduct` would send, with nothing written and nobody asked. Prices are minor units.
 * Ends as `publishProduct` does.
 */
export async function planPublication(ctx: Context, id: string) {
  const product = await getProduct(ctx, id)
  const shop = await getShopifyAccount(ctx)
  assertPublishable(product, shop)
  const { product: fields, variants, pictures } = describeForShop(product)
  return {
    action: product.shopify_product_gid ? ('update' as const) : ('create' as const),
    shopDomain: shop.shopDomain,
    shopifyProductId: product.shopify_product_id,
    fields,
    variants,
    pictureCount: pictures.length,
  }
}
