import type { Context } from '../../context.ts'
import { findIntegration } from '../integrations/find-integration.ts'
import { shopMetadata } from '../integrations/schemas.ts'
import type { FullProduct } from '../products/load-parts.ts'
import { describeForShop, hashWish } from './sync/describe-for-shop.ts'

export type ShopState = {
  isConnected: boolean
  shopDomain: string | null
  currency: string
  /** Where people see the product at the shop; null while it is not there. */
  storeUrl: string | null
  adminUrl: string | null
  /** Whether the live product differs from what was sent last. */
  hasUnsentChanges: boolean
}

/** How a product and the user's shop stand to each other, from our rows alone. */
export async function describeShopState(ctx: Context, product: FullProduct): Promise<ShopState> {
  const shop = await findShop(ctx)
  const gid = product.shopify_product_gid
  return {
    ...shop,
    storeUrl: product.status === 'active' ? product.shopify_url : null,
    adminUrl: gid && shop.shopDomain ? ctx.shopAccess.adminUrl(shop.shopDomain, gid) : null,
    hasUnsentChanges: await differsFromShop(product),
  }
}

/** The user's shop, if one is connected; amounts are shown in its currency. */
export async function findShop(
  ctx: Context,
): Promise<Pick<ShopState, 'isConnected' | 'shopDomain' | 'currency'>> {
  const row = await findIntegration(ctx, 'shopify')
  const isConnected = row !== undefined && row.status !== 'disconnected'
  const known = shopMetadata.safeParse(row?.metadata)
  return {
    isConnected,
    shopDomain: isConnected ? row.account : null,
    currency: known.data?.currency ?? 'USD',
  }
}

async function differsFromShop(product: FullProduct): Promise<boolean> {
  if (product.status !== 'active' || product.publish_state !== 'idle') return false
  return product.publish_hash !== (await hashWish(describeForShop(product)))
}
