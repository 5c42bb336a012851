import { and, eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { type Asset, assets, type Quote, quotes } from '../../db/schema/catalogue.ts'
import { type Mockup, mockups } from '../../db/schema/mockups.ts'

/** A mockup with its artwork and that artwork's quote. */
export type MockupView = {
  mockup: Mockup
  asset: Pick<Asset, 'id' | 'title' | 'file_key' | 'thumbnail_key' | 'format'>
  quote: Pick<Quote, 'id' | 'text' | 'collection' | 'mood'> | null
}

/** The query of mockup views; callers add the condition, the order and the bounds. */
export function selectMockupViews(ctx: Context) {
  return ctx.db
    .select({
      mockup: mockups,
      asset: {
        id: assets.id,
        title: assets.title,
        file_key: assets.file_key,
        thumbnail_key: assets.thumbnail_key,
        format: assets.format,
      },
      quote: {
        id: quotes.id,
        text: quotes.text,
        collection: quotes.collection,
        mood: quotes.mood,
      },
    })
    .from(mockups)
    .innerJoin(assets, and(eq(assets.user_id, mockups.user_id), eq(assets.id, mockups.asset_id)))
    .leftJoin(quotes, and(eq(quotes.user_id, mockups.user_id), eq(quotes.id, mockups.quote_id)))
    .$dynamic()
}
