import { desc } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { isAnyOf } from '../../db/client.ts'
import { type Asset, assets } from '../../db/schema/catalogue.ts'

/** Those of these artworks that are the user's, newest first. */
export async function findChosenAssets(ctx: Context, ids: readonly string[]): Promise<Asset[]> {
  if (ids.length === 0) return []
  return ctx.db
    .select()
    .from(assets)
    .where(isAnyOf([assets.user_id, assets.id], [ctx.userId], ids))
    .orderBy(desc(assets.id))
}
