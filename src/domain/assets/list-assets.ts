import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { SQLiteSelect } from 'drizzle-orm/sqlite-core'
import type { Context } from '../../context.ts'
import { countUpTo, pageOf } from '../../db/page.ts'
import { type Asset, assetCounts, assets, type Quote, quotes } from '../../db/schema/catalogue.ts'
import { contains, countFound, pageFound } from '../../db/search.ts'
import { countedRows, type Page, type Total, toPage, toTotal } from '../../paging.ts'
import type { AssetQuery } from './schemas.ts'
import { searchAssets, statusOf } from './search-assets.ts'

export type ListedAsset = Asset & {
  quote: Pick<Quote, 'id' | 'text' | 'collection'> | null
}

/** The user's assets, newest first; those without mockups are active unless a status is given. */
export async function listAssets(ctx: Context, query: AssetQuery): Promise<Page<Asset>> {
  const [rows, total] = await Promise.all([
    pageMatching(ctx, ctx.db.select().from(assets).$dynamic(), query),
    countMatching(ctx, query),
  ])
  return toPage(rows, total, query)
}

/** The ids of the newest that match, at most so many; and whether there are more. */
export async function listAssetIds(
  ctx: Context,
  query: AssetQuery,
): Promise<{ ids: string[]; isCut: boolean }> {
  const rows = await pageMatching(
    ctx,
    ctx.db.select({ id: assets.id }).from(assets).$dynamic(),
    query,
  )
  return { ids: rows.slice(0, query.limit).map(({ id }) => id), isCut: rows.length > query.limit }
}

/** The same, each with its quote. */
export async function listAssetsWithQuotes(
  ctx: Context,
  query: AssetQuery,
): Promise<Page<ListedAsset>> {
  const quote = { id: quotes.id, text: quotes.text, collection: quotes.collection }
  const select = ctx.db
    .select({ asset: assets, quote })
    .from(assets)
    .leftJoin(quotes, and(eq(quotes.user_id, assets.user_id), eq(quotes.id, assets.quote_id)))
  const [rows, total] = await Promise.all([
    pageMatching(ctx, select.$dynamic(), query),
    countMatching(ctx, query),
  ])
  const listed = rows.map(({ asset, quote }) => ({ ...asset, quote }))
  return toPage(listed, total, query)
}

function pageMatching<Select extends SQLiteSelect>(
  ctx: Context,
  select: Select,
  query: AssetQuery,
) {
  const { search, quote_id } = query
  if (search && !quote_id) return pageFound(select, searchAssets(ctx, search, query), query)
  return pageOf(select, assets.id, matchingOf(ctx, query), query)
}

async function countMatching(ctx: Context, query: AssetQuery): Promise<Total> {
  const { search, quote_id } = query
  if (!search && !quote_id && !query.without_mockups) return countByCounters(ctx, query)
  const rows = countedRows(query)
  const [found] =
    search && !quote_id
      ? await countFound(ctx.db, searchAssets(ctx, search, query), rows)
      : await countUpTo(ctx.db, assets, matchingOf(ctx, query), rows)
  return toTotal(found?.n ?? 0, query)
}

async function countByCounters(ctx: Context, { status, collection }: AssetQuery): Promise<Total> {
  const [sum] = await ctx.db
    .select({ n: sql<number>`coalesce(sum(${assetCounts.n}), 0)` })
    .from(assetCounts)
    .where(
      and(
        eq(assetCounts.user_id, ctx.userId),
        status ? eq(assetCounts.status, status) : undefined,
        collection ? eq(assetCounts.collection, collection) : undefined,
      ),
    )
  return { total: sum?.n ?? 0 }
}

/** With a quote, the few artworks of it are read; a search of all goes by the index. */
function matchingOf(ctx: Context, query: AssetQuery): SQL | undefined {
  const { quote_id, collection, search, without_mockups } = query
  const status = statusOf(query)
  return and(
    eq(assets.user_id, ctx.userId),
    quote_id ? eq(assets.quote_id, quote_id) : undefined,
    status ? eq(assets.status, status) : undefined,
    collection ? eq(assets.collection, collection) : undefined,
    search ? contains(assets.title, search) : undefined,
    // Written out, not bound: their index serves only a condition that it can read.
    without_mockups ? sql`${assets.has_mockups} = 0` : undefined,
  )
}
