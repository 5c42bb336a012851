import { and, eq, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { pageOf } from '../../db/page.ts'
import { type Quote, quoteCounts, quotes } from '../../db/schema/catalogue.ts'
import { countFound, pageFound, type Search } from '../../db/search.ts'
import { countedRows, type Page, toPage, toTotal } from '../../paging.ts'
import type { QuoteQuery } from './schemas.ts'
import { searchQuotes } from './search-quotes.ts'

/** The user's quotes, newest first. */
export async function listQuotes(ctx: Context, query: QuoteQuery): Promise<Page<Quote>> {
  const { search, collection } = query
  if (search) return findQuotes(ctx, searchQuotes(ctx, search, { collection }), query)
  const matching = and(
    eq(quotes.user_id, ctx.userId),
    collection ? eq(quotes.collection, collection) : undefined,
  )
  const [rows, totals] = await ctx.db.batch([
    pageOf(ctx.db.select().from(quotes).$dynamic(), quotes.id, matching, query),
    countMatching(ctx, collection),
  ])
  return toPage(rows, { total: totals[0]?.n ?? 0 }, query)
}

async function findQuotes(ctx: Context, search: Search, query: QuoteQuery): Promise<Page<Quote>> {
  const [rows, totals] = await ctx.db.batch([
    pageFound(ctx.db.select().from(quotes).$dynamic(), search, query),
    countFound(ctx.db, search, countedRows(query)),
  ])
  return toPage(rows, toTotal(totals[0]?.n ?? 0, query), query)
}

/** How many have this collection; without it, how many there are. */
function countMatching(ctx: Context, collection: string | undefined) {
  return ctx.db
    .select({ n: sql<number>`coalesce(sum(${quoteCounts.n}), 0)` })
    .from(quoteCounts)
    .where(
      and(
        eq(quoteCounts.user_id, ctx.userId),
        collection ? eq(quoteCounts.collection, collection) : undefined,
      ),
    )
}
