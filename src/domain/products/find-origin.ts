import { and, eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { assets, quotes } from '../../db/schema/catalogue.ts'
import { products } from '../../db/schema/products.ts'

/** What a product was made of, where that is still there. */
export type Origin = {
  quote: { id: string; text: string; collection: (typeof quotes.$inferSelect)['collection'] } | null
  asset: { id: string; title: string } | null
}

/** The quote and the artwork of one product of the user's. */
export async function findOrigin(ctx: Context, productId: string): Promise<Origin> {
  const row = await ctx.db
    .select({
      quote: { id: quotes.id, text: quotes.text, collection: quotes.collection },
      asset: { id: assets.id, title: assets.title },
    })
    .from(products)
    .leftJoin(quotes, and(eq(quotes.user_id, products.user_id), eq(quotes.id, products.quote_id)))
    .leftJoin(assets, and(eq(assets.user_id, products.user_id), eq(assets.id, products.asset_id)))
    .where(and(eq(products.user_id, ctx.userId), eq(products.id, productId)))
    .get()
  return row ?? { quote: null, asset: null }
}
