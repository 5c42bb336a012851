import { and, asc, eq, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { products } from '../../db/schema/products.ts'
import { productPublications } from '../../db/schema/publications.ts'

/** A product that a shop sells, and where people see it. */
export type LiveProduct = { id: string; title: string; url: string | null }

/** Some of the products on sale at a shop, with their addresses there. */
export async function listLiveProducts(
  ctx: Context,
  shop: string,
  limit: number,
): Promise<LiveProduct[]> {
  return ctx.db
    .select({ id: products.id, title: products.title, url: productPublications.url })
    .from(productPublications)
    .innerJoin(
      products,
      and(
        eq(products.user_id, productPublications.user_id),
        eq(products.id, productPublications.product_id),
      ),
    )
    .where(
      and(
        eq(productPublications.user_id, ctx.userId),
        eq(productPublications.shop_domain, shop),
        sql`${productPublications.status} = 'active'`,
      ),
    )
    .orderBy(asc(productPublications.product_id))
    .limit(limit)
}
