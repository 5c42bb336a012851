import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { connectShopify } from '../integrations/connect-shopify.ts'
import { findIntegration } from '../integrations/find-integration.ts'
import type { IntegrationView } from '../integrations/list-integrations.ts'
import type { ShopifyConnection } from '../integrations/schemas.ts'
import { countOnSale, settleFormerShops } from './former-shops.ts'

/**
 * Connects a shop. Where products are on sale in the shop that is connected until now, `live` says
 * what becomes of them: `keep` leaves them, `retire` takes them off sale there by the queue. Either
 * way that shop's credentials are kept until nothing is on sale there.
 *
 * @throws AppError live_products products are on sale in the first shop and `live` is not given
 * @throws AppError as `connectShopify`
 */
export async function connectShop(
  ctx: Context,
  { live, ...connection }: ShopifyConnection,
): Promise<IntegrationView> {
  const first = await findIntegration(ctx, 'shopify')
  if (first?.account && first.account !== connection.shop_domain && !live) {
    const onSale = await countOnSale(ctx, first.account)
    if (onSale > 0) throw liveProducts(first.account, onSale)
  }
  const view = await connectShopify(ctx, connection, { retiresFormer: live === 'retire' })
  await settleFormerShops(ctx)
  return view
}

function liveProducts(shop: string, count: number): AppError {
  const products = count === 1 ? '1 product is' : `${count} products are`
  const message = `${products} on sale at ${shop}. Nothing was changed. Say what becomes of them: keep them on sale there, or retire them there.`
  return new AppError('live_products', message, {
    errors: [{ pointer: '/live', message }],
    extra: { live: count, shop_domain: shop },
  })
}
