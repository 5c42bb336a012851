import type { Context } from '../../context.ts'
import type { Publication } from '../../db/schema/publications.ts'
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
  return shopsToLeave(publications, await listShopDomains(ctx))
}

/** The same from what was read; `held` are the shops that the hub has credentials for. */
export function shopsToLeave(
  publications: readonly Pick<Publication, 'status' | 'shop_domain'>[],
  held: readonly string[],
): string[] {
  const onSale = publications.filter(({ status }) => status === 'active')
  const others = publications.filter(
    ({ status, shop_domain }) =>
      (status === 'draft' || status === 'unknown') && held.includes(shop_domain),
  )
  return [...onSale, ...others].map(({ shop_domain }) => shop_domain)
}
