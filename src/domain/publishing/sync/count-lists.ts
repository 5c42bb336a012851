import { sql } from 'drizzle-orm'
import type { Context } from '../../../context.ts'
import type { ListSizes } from './shop-facts.ts'

/** How much an answer about this product has to hold: a list costs points by its size. */
export async function countLists(ctx: Context, productId: string): Promise<ListSizes> {
  const own = sql`user_id = ${ctx.userId} AND product_id = ${productId}`
  const counts = await ctx.db.get<ListSizes>(sql`
    SELECT (SELECT count(*) FROM product_variants WHERE ${own}) AS variants,
      (SELECT count(*) FROM product_images WHERE ${own}) AS pictures`)
  return { variants: Math.max(counts.variants, 1), pictures: Math.max(counts.pictures, 1) }
}
