import type { Context } from '../../context.ts'
import { products } from '../../db/schema/products.ts'
import { type Search, searchIn } from '../../db/search.ts'
import { matchCollection } from '../collections/match-collection.ts'
import type { ProductQuery } from './schemas.ts'

const PRODUCTS = { index: 'products_fts', table: products, words: 'title tags' }

/** The user's products whose title or tags contain a text. */
export function searchProducts(
  ctx: Context,
  text: string,
  { status, collection }: Pick<ProductQuery, 'status' | 'collection'>,
): Search {
  return searchIn(PRODUCTS, ctx.userId, {
    text,
    is: { status },
    also: matchCollection(ctx, collection),
  })
}
