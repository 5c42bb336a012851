import { and, eq, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { type Product, products } from '../../db/schema/products.ts'

/** More are found on the page of products. */
const MAX_PRODUCTS = 24

export type ProductOfArtwork = Pick<Product, 'id' | 'title' | 'status'>

/** The newest products that an artwork is sold as. */
export async function listProductsOfArtwork(
  ctx: Context,
  assetId: string,
): Promise<ProductOfArtwork[]> {
  const { id, title, status, user_id, asset_id } = products
  return (
    ctx.db
      .select({ id, title, status })
      .from(products)
      .where(and(eq(user_id, ctx.userId), eq(asset_id, assetId)))
      // The plus keeps the planner from walking along all products by id.
      .orderBy(sql`+${id} DESC`)
      .limit(MAX_PRODUCTS)
  )
}
