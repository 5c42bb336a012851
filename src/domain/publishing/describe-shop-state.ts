import type { Context } from '../../context.ts'
import type { Publication } from '../../db/schema/publications.ts'
import { findIntegration } from '../integrations/find-integration.ts'
import { shopMetadata } from '../integrations/schemas.ts'
import type { FullProduct } from '../products/load-parts.ts'
import { type AtShop, type SyncState, syncStateOf } from '../products/sync-state.ts'
import { listPublications } from './publications.ts'

export type ShopState = {
  isConnected: boolean
  shopDomain: string | null
  currency: string
  /** Where people see the product; null while it is on sale nowhere. */
  storeUrl: string | null
  adminUrl: string | null
  /** How far what is on sale is what the product says. */
  syncState: SyncState
  /** Since when it has changes that are not published. ISO 8601. */
  unsentSince: string | null
  /** Whether the connected shop sells it, and the domains of other shops that do. */
  isOnSaleHere: boolean
  onSaleElsewhere: string[]
  /** When the shop was read last, of a product that it has. ISO 8601. */
  seenAt: string | null
  /** Whether the shop has it, as far as is known. */
  isThere: boolean
  /** What was changed at the shop and nobody has decided on. */
  driftedFields: string[]
}

type ShopRows = { shop: Awaited<ReturnType<typeof findShop>>; publications: Publication[] }

/** The rows that `describeShopState` needs of a product. */
export async function readShopRows(ctx: Context, productId: string): Promise<ShopRows> {
  const [shop, publications] = await Promise.all([findShop(ctx), listPublications(ctx, productId)])
  return { shop, publications }
}

/** How a product is at the user's shops, from our rows alone. */
export function describeShopState(
  ctx: Context,
  product: FullProduct,
  { shop, publications }: ShopRows,
): ShopState {
  const onSale = publications.filter(({ status }) => status === 'active')
  const here = onSale.find(({ shop_domain }) => shop_domain === shop.shopDomain)
  const shown = shop.isConnected
    ? publications.find(({ shop_domain }) => shop_domain === shop.shopDomain)
    : onSale[0]
  const gid = product.shopify_product_gid
  return {
    ...shop,
    storeUrl: (here ?? onSale[0])?.url ?? null,
    adminUrl: gid && shop.shopDomain ? ctx.shopAccess.adminUrl(shop.shopDomain, gid) : null,
    syncState: syncStateOf(product, shown && atShopOf(shown)),
    unsentSince: here?.unsent_since ?? null,
    isOnSaleHere: here !== undefined,
    onSaleElsewhere: onSale.filter((each) => each !== here).map(({ shop_domain }) => shop_domain),
    seenAt: shown?.seen_at ?? null,
    isThere: Boolean(shown?.shop_product_gid) && shown?.status !== 'absent',
    driftedFields: shown?.drifted_fields ?? [],
  }
}

function atShopOf(publication: Publication): AtShop {
  const { status, unsent_since, drifted_since, shop_seen, seen_at } = publication
  const is_gone = seen_at !== null && shop_seen === null
  return { status, unsent_since, drifted_since, is_gone }
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
