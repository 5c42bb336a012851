import type { Context } from '../../context.ts'
import { assets } from '../../db/schema/catalogue.ts'
import { type Search, searchIn } from '../../db/search.ts'
import { matchCollection } from '../collections/match-collection.ts'

const ASSETS = { index: 'assets_fts', table: assets, words: 'title' }

/** The user's artworks whose title contains a text. */
export function searchAssets(
  ctx: Context,
  text: string,
  { status, collection }: { status?: string | undefined; collection?: string | undefined } = {},
): Search {
  return searchIn(ASSETS, ctx.userId, {
    text,
    is: { status },
    also: matchCollection(ctx, collection),
  })
}
