import type { Context } from '../../context.ts'
import { ARTWORK_TITLES, type Search, searchIn } from '../../db/search.ts'
import { matchCollection } from '../collections/match-collection.ts'
import type { AssetQuery } from './schemas.ts'

type Filter = Partial<Pick<AssetQuery, 'status' | 'collection' | 'without_mockups'>>

/** The user's artworks whose title contains a text. */
export function searchAssets(ctx: Context, text: string, filter: Filter = {}): Search {
  const status = statusOf(filter)
  return searchIn(ARTWORK_TITLES, ctx.userId, {
    text,
    // The index has it behind the status of an artwork that no mockup shows.
    is: { status: filter.without_mockups ? `${status} bare` : status },
    also: matchCollection(ctx, filter.collection),
  })
}

/** Those without mockups are looked for to make some: of archived ones none can be made. */
export function statusOf({ status, without_mockups }: Filter): AssetQuery['status'] {
  return status ?? (without_mockups ? 'active' : undefined)
}
