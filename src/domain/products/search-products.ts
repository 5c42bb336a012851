import type { Context } from '../../context.ts'
import { products } from '../../db/schema/products.ts'
import { type Search, searchIn } from '../../db/search.ts'
import { matchCollection } from '../collections/match-collection.ts'
import type { ProductFilter } from './schemas.ts'

const PRODUCTS = { index: 'product_lists_fts', table: products, words: 'title tags' }

/** The user's products that match: the text is looked for in titles and tags. */
export function searchProducts(
  ctx: Context,
  { search, status, collection, check }: ProductFilter,
): Search {
  return searchIn(PRODUCTS, ctx.userId, {
    text: search,
    is: { status, checks: check },
    also: matchCollection(ctx, collection),
  })
}
