import { type SQL, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { assets, quotes } from '../../db/schema/catalogue.ts'
import { ARTWORK_TITLES, contains, idsFound, searchIn } from '../../db/search.ts'
import { matchCollection } from '../collections/match-collection.ts'
import { searchQuotes } from '../quotes/search-quotes.ts'

/** So many artworks are found by their titles, and by their quotes; of more, the newest. */
export const MAX_ARTWORKS_FOUND = 50
/** A search answers one row too many. */
const FIRST = MAX_ARTWORKS_FOUND - 1

type Within = { asset_id?: string | undefined; collection?: string | undefined }

/** The ids of artworks whose title or quote contains a text, as a table of the column `id`. */
export function artworksFound(ctx: Context, within: Within, text: string): SQL {
  if (within.asset_id) return sql`(${thisOne(ctx, within.asset_id, text)})`
  return sql`(${byTitle(ctx, within, text, FIRST)} UNION
    ${byQuote(ctx, within, text, FIRST)})`
}

/** Whether there are more than those, which are not looked through: 1 or 0. */
export function areMoreFound(ctx: Context, within: Within, text: string): SQL<number> {
  if (within.asset_id) return sql<number>`0`
  const isMore = (found: SQL) => sql`(SELECT count(*) FROM (${found})) > ${MAX_ARTWORKS_FOUND}`
  return sql<number>`${isMore(byTitle(ctx, within, text, MAX_ARTWORKS_FOUND))}
    OR ${isMore(quotesFound(ctx, text, MAX_ARTWORKS_FOUND))}
    OR ${isMore(byQuote(ctx, within, text, MAX_ARTWORKS_FOUND))}`
}

function byTitle(ctx: Context, { collection }: Within, text: string, limit: number): SQL {
  const also = matchCollection(ctx, collection)
  const search = searchIn(ARTWORK_TITLES, ctx.userId, { text, also })
  return sql`SELECT id FROM ${idsFound(search, { limit, offset: 0 })}`
}

/** Of each quote found, newest first, its artworks. */
function byQuote(ctx: Context, { collection }: Within, text: string, limit: number): SQL {
  return sql`SELECT id FROM (SELECT printed.id AS id FROM (${quotesFound(ctx, text, limit)}) AS q
    CROSS JOIN assets AS printed ON printed.user_id = ${ctx.userId} AND printed.quote_id = q.id
      ${collection ? sql`AND +printed.collection = ${collection}` : sql``}
    LIMIT ${limit + 1})`
}

function quotesFound(ctx: Context, text: string, limit: number): SQL {
  return sql`SELECT id FROM ${idsFound(searchQuotes(ctx, text), { limit, offset: 0 })}`
}

function thisOne(ctx: Context, id: string, text: string): SQL {
  return sql`SELECT ${assets.id} AS id FROM ${assets}
    LEFT JOIN ${quotes} ON ${quotes.user_id} = ${assets.user_id} AND ${quotes.id} = ${assets.quote_id}
    WHERE ${assets.user_id} = ${ctx.userId} AND ${assets.id} = ${id}
      AND (${contains(assets.title, text)} OR ${contains(quotes.text, text)}
        OR ${contains(quotes.author, text)})`
}
