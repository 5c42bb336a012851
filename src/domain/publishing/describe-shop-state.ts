import type { Context } from '../../context.ts'
import type { Publication } from '../../db/schema/publications.ts'
import { findIntegration } from '../integrations/find-integration.ts'
import { shopMetadata } from '../integrations/schemas.ts'
import type { FullProduct } from '../products/load-parts.ts'
import { listPublications } from './publications.ts'
import { contentOf, hashContent } from './sync/content.ts'

export type ShopState = {
  isConnected: boolean
  shopDomain: string | null
  currency: string
  /** Where people see the product; null while it is on sale nowhere. */
  storeUrl: string | null
  adminUrl: string | null
  /** Whether the product on sale differs from what the connected shop got last, or got nothing. */
  hasUnsentChanges: boolean
  /** Whether the connected shop sells it, and the domains of other shops that do. */
  isOnSaleHere: boolean
  onSaleElsewhere: string[]
}

type ShopRows = { shop: Awaited<ReturnType<typeof findShop>>; publications: Publication[] }

/** The rows that `describeShopState` needs of a product. */
export async function readShopRows(ctx: Context, productId: string): Promise<ShopRows> {
  const [shop, publications] = await Promise.all([findShop(ctx), listPublications(ctx, productId)])
  return { shop, publications }
}

/** How a product is at the user's shops, from our rows alone. */
export async function describeShopState(
  ctx: Context,
  product: FullProduct,
  { shop, publications }: ShopRows,
): Promise<ShopState> {
  const onSale = publications.filter(({ status }) => status === 'active')
  const here = onSale.find(({ shop_domain }) => shop_domain === shop.shopDomain)
  const gid = product.shopify_product_gid
  const hash = (here ?? (shop.isConnected ? undefined : onSale[0]))?.sent_hash ?? null
  return {
    ...shop,
    storeUrl: (here ?? onSale[0])?.url ?? null,
    adminUrl: gid && shop.shopDomain ? ctx.shopAccess.adminUrl(shop.shopDomain, gid) : null,
    hasUnsentChanges: await differsFrom(product, hash),
    isOnSaleHere: here !== undefined,
    onSaleElsewhere: onSale.filter((each) => each !== here).map(({ shop_domain }) => shop_domain),
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

async function differsFrom(product: FullProduct, sentHash: string | null): Promise<boolean> {
  if (product.status !== 'active' || product.publish_state !== 'idle') return false
  return sentHash !== (await hashContent(contentOf(product)))
}
