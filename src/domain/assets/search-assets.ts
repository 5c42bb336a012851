import type { Context } from '../../context.ts'
import { ARTWORK_TITLES, type Search, searchIn } from '../../db/search.ts'
import { matchCollection } from '../collections/match-collection.ts'

/** The user's artworks whose title contains a text. */
export function searchAssets(
  ctx: Context,
  text: string,
  { status, collection }: { status?: string | undefined; collection?: string | undefined } = {},
): Search {
  return searchIn(ARTWORK_TITLES, ctx.userId, {
    text,
    is: { status },
    also: matchCollection(ctx, collection),
  })
}
