import { and, count, eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { pageOf } from '../../db/page.ts'
import { products } from '../../db/schema/products.ts'
import { type Page, toPage } from '../../paging.ts'
import { countMatching } from './count-products.ts'
import { type FullProduct, loadParts } from './load-parts.ts'
import { matchSearch } from './match-search.ts'
import type { ProductQuery } from './schemas.ts'

/** The user's products with variants and pictures, newest first. Totals are exact. */
export async function listProducts(ctx: Context, query: ProductQuery): Promise<Page<FullProduct>> {
  const matching = and(
    eq(products.user_id, ctx.userId),
    query.status ? eq(products.status, query.status) : undefined,
    query.collection ? eq(products.collection, query.collection) : undefined,
    query.search ? matchSearch(query.search) : undefined,
  )
  const [rows, totals] = await ctx.db.batch([
    pageOf(ctx.db.select().from(products).$dynamic(), products.id, matching, query),
    query.search
      ? ctx.db.select({ n: count() }).from(products).where(matching)
      : countMatching(ctx, query),
  ])
  const page = toPage(rows, totals[0]?.n ?? 0, query)
  return { ...page, rows: await loadParts(ctx, page.rows) }
}
