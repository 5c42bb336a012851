import type { Context } from '../../context.ts'
import { getShopAccount, listShopDomains } from '../integrations/get-shopify-account.ts'
import { listPublications } from './publications.ts'

/**
 * The shops at which a product is, or may be, and is not archived yet: first where it is on sale.
 *
 * @throws AppError not_configured the hub has no credentials for a shop where it is on sale
 */
export async function findShopsToLeave(ctx: Context, productId: string): Promise<string[]> {
  const publications = await listPublications(ctx, productId)
  const onSale = publications.filter(({ status }) => status === 'active')
  for (const { shop_domain } of onSale) await getShopAccount(ctx, shop_domain)
  const held = new Set(await listShopDomains(ctx))
  const others = publications.filter(
    ({ status, shop_domain }) =>
      (status === 'draft' || status === 'unknown') && held.has(shop_domain),
  )
  return [...onSale, ...others].map(({ shop_domain }) => shop_domain)
}
