import { and, eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { countUpTo, pageOf } from '../../db/page.ts'
import { products } from '../../db/schema/products.ts'
import { countedRows, type Page, toPage, toTotal } from '../../paging.ts'
import { countMatching } from './count-products.ts'
import { type FullProduct, loadParts } from './load-parts.ts'
import { matchSearch } from './match-search.ts'
import type { ProductQuery } from './schemas.ts'

/** The user's products with variants and pictures, newest first. */
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
      ? countUpTo(ctx.db, products, matching, countedRows(query))
      : countMatching(ctx, query),
  ])
  const n = totals[0]?.n ?? 0
  const page = toPage(rows, query.search ? toTotal(n, query) : { total: n }, query)
  return { ...page, rows: await loadParts(ctx, page.rows) }
}
