import { and, desc, eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { isAnyOf } from '../../db/client.ts'
import { type Asset, assets, type Quote, quotes } from '../../db/schema/catalogue.ts'

export type ChosenAsset = Asset & { collection: Quote['collection'] | null }

/** Those of these artworks that are the user's, newest first, with their collection. */
export async function findChosenAssets(
  ctx: Context,
  ids: readonly string[],
): Promise<ChosenAsset[]> {
  if (ids.length === 0) return []
  const rows = await ctx.db
    .select({ asset: assets, collection: quotes.collection })
    .from(assets)
    .leftJoin(quotes, and(eq(quotes.user_id, assets.user_id), eq(quotes.id, assets.quote_id)))
    .where(isAnyOf([assets.user_id, assets.id], [ctx.userId], ids))
    .orderBy(desc(assets.id))
  return rows.map(({ asset, collection }) => ({ ...asset, collection }))
}
