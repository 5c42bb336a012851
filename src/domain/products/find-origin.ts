import { and, eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { assets, quotes } from '../../db/schema/catalogue.ts'
import { mockups } from '../../db/schema/mockups.ts'
import { products } from '../../db/schema/products.ts'

/** What a product was made of, where that is still there. */
export type Origin = {
  quote: { id: string; text: string; collection: (typeof quotes.$inferSelect)['collection'] } | null
  asset: { id: string; title: string; width: number; height: number } | null
}

/** The quote and the artwork of one product of the user's. */
export async function findOrigin(ctx: Context, productId: string): Promise<Origin> {
  const row = await ctx.db
    .select({
      quote: { id: quotes.id, text: quotes.text, collection: quotes.collection },
      asset: { id: assets.id, title: assets.title, width: assets.width, height: assets.height },
    })
    .from(products)
    .leftJoin(quotes, and(eq(quotes.user_id, products.user_id), eq(quotes.id, products.quote_id)))
    .leftJoin(assets, and(eq(assets.user_id, products.user_id), eq(assets.id, products.asset_id)))
    .where(and(eq(products.user_id, ctx.userId), eq(products.id, productId)))
    .get()
  return row ?? { quote: null, asset: null }
}

/** A mockup's artwork with its quote, and the mockup itself; undefined where it is not there. */
export async function findOriginOfMockup(ctx: Context, mockupId: string) {
  return ctx.db
    .select({
      asset: assets,
      quote: quotes,
      mockup: { id: mockups.id, scene: mockups.scene, status: mockups.status },
    })
    .from(mockups)
    .innerJoin(assets, and(eq(assets.user_id, mockups.user_id), eq(assets.id, mockups.asset_id)))
    .leftJoin(quotes, and(eq(quotes.user_id, assets.user_id), eq(quotes.id, assets.quote_id)))
    .where(and(eq(mockups.user_id, ctx.userId), eq(mockups.id, mockupId)))
    .get()
}
