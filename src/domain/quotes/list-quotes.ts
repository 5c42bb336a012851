import { and, eq, or } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { countUpTo, pageOf } from '../../db/page.ts'
import { type Quote, quotes } from '../../db/schema/catalogue.ts'
import { contains } from '../../db/search.ts'
import { countedRows, type Page, toPage, toTotal } from '../../paging.ts'
import type { QuoteQuery } from './schemas.ts'

/** The user's quotes, newest first. */
export async function listQuotes(ctx: Context, query: QuoteQuery): Promise<Page<Quote>> {
  const matching = and(
    eq(quotes.user_id, ctx.userId),
    query.collection ? eq(quotes.collection, query.collection) : undefined,
    query.search
      ? or(contains(quotes.text, query.search), contains(quotes.author, query.search))
      : undefined,
  )
  const [rows, totals] = await ctx.db.batch([
    pageOf(ctx.db.select().from(quotes).$dynamic(), quotes.id, matching, query),
    countUpTo(ctx.db, quotes, matching, countedRows(query)),
  ])
  return toPage(rows, toTotal(totals[0]?.n ?? 0, query), query)
}
