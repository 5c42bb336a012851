import { and, eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { type Asset, assets } from '../../db/schema/catalogue.ts'

/** One asset of the user's, or undefined. */
export async function findAsset(ctx: Context, id: string): Promise<Asset | undefined> {
  return ctx.db
    .select()
    .from(assets)
    .where(and(eq(assets.user_id, ctx.userId), eq(assets.id, id)))
    .get()
}
