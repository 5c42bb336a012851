import type { Context, ShopifyResult } from '../../../context.ts'
import type { FullProduct } from '../../products/load-parts.ts'
import { forgetShopIds } from './forget-shop-ids.ts'
import { keepShopIds } from './keep-shop-ids.ts'
import type { Shop, ShopCall } from './open-shop.ts'

export type Located = Extract<Awaited<ReturnType<Shop['findProduct']>>, { kind: 'ok' }>['value']

/**
 * The product as the shop has it, or null: by Shopify's id where it is known, else by ours, since
 * the answer to an earlier call may have been lost. What is learned is kept.
 */
export async function locateProduct(
  ctx: Context,
  call: ShopCall,
  product: FullProduct,
): Promise<ShopifyResult<Located>> {
  const gid = product.shopify_product_gid
  if (gid) {
    const known = await call((shop) => shop.findProduct({ gid }))
    if (known.kind !== 'ok' || known.value) return known
    await forgetShopIds(ctx, product.id)
  }
  const defined = await call((shop) => shop.ensureIdDefinition())
  if (defined.kind !== 'ok') return defined
  const found = await call((shop) => shop.findProduct({ productId: product.id }))
  if (found.kind === 'ok' && found.value) await keepShopIds(ctx, product, found.value, null)
  return found
}
