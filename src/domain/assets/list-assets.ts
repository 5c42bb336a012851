import { and, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { countUpTo, pageOf } from '../../db/page.ts'
import { type Asset, assets, type Quote, quotes } from '../../db/schema/catalogue.ts'
import { mockups } from '../../db/schema/mockups.ts'
import { contains } from '../../db/search.ts'
import { countedRows, type Page, toPage, toTotal } from '../../paging.ts'
import type { AssetQuery } from './schemas.ts'

export type ListedAsset = Asset & {
  quote: Pick<Quote, 'id' | 'text' | 'author' | 'collection' | 'mood'> | null
  mockup_count: number
}

/** The user's assets, newest first, each with its quote and how many mockups it has. */
export async function listAssets(ctx: Context, query: AssetQuery): Promise<Page<ListedAsset>> {
  const matching = matchingOf(ctx, query)
  // Not one batch: there D1 answers objects, and columns of the same name overwrite each other.
  const [rows, totals] = await Promise.all([
    pageOf(selectListed(ctx).$dynamic(), assets.id, matching, query),
    countUpTo(ctx.db, assets, matching, countedRows(query)),
  ])
  const listed = rows.map(({ asset, quote, mockup_count }) => ({ ...asset, quote, mockup_count }))
  return toPage(listed, toTotal(totals[0]?.n ?? 0, query), query)
}

function selectListed(ctx: Context) {
  return ctx.db
    .select({ asset: assets, quote: quotes, mockup_count: mockupCount(ctx) })
    .from(assets)
    .leftJoin(quotes, and(eq(quotes.user_id, assets.user_id), eq(quotes.id, assets.quote_id)))
}

function matchingOf(ctx: Context, query: AssetQuery): SQL | undefined {
  const { status, quote_id, collection, search } = query
  return and(
    eq(assets.user_id, ctx.userId),
    status ? eq(assets.status, status) : undefined,
    quote_id ? eq(assets.quote_id, quote_id) : undefined,
    search ? contains(assets.title, search) : undefined,
    collection
      ? inArray(
          assets.quote_id,
          ctx.db
            .select({ id: quotes.id })
            .from(quotes)
            .where(and(eq(quotes.user_id, ctx.userId), eq(quotes.collection, collection))),
        )
      : undefined,
  )
}

function mockupCount(ctx: Context): SQL<number> {
  return sql<number>`(SELECT count(*) FROM ${mockups}
    WHERE ${mockups.user_id} = ${ctx.userId} AND ${mockups.asset_id} = ${assets.id})`
}
