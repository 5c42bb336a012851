import type { Context } from '../../context.ts'
import { quotes } from '../../db/schema/catalogue.ts'
import { type Search, searchIn } from '../../db/search.ts'
import { matchCollection } from '../collections/match-collection.ts'

const QUOTES = { index: 'quotes_fts', table: quotes, words: 'text author' }

/** The user's quotes whose text or author contains a text. */
export function searchQuotes(
  ctx: Context,
  text: string,
  { collection }: { collection?: string | undefined } = {},
): Search {
  return searchIn(QUOTES, ctx.userId, { text, also: matchCollection(ctx, collection) })
}
