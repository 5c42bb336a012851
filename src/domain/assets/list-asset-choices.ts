import { and, desc, eq, or, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { type Asset, assets } from '../../db/schema/catalogue.ts'

// Nobody chooses from a longer list; older artwork is found on the assets page.
const MAX_CHOICES = 500

export type AssetChoice = Pick<Asset, 'id' | 'title'>

/** The user's active artworks to choose one from, newest first, but `chosen` before all. */
export async function listAssetChoices(ctx: Context, chosen = ''): Promise<AssetChoice[]> {
  return ctx.db
    .select({ id: assets.id, title: assets.title })
    .from(assets)
    .where(
      and(eq(assets.user_id, ctx.userId), or(eq(assets.status, 'active'), eq(assets.id, chosen))),
    )
    .orderBy(desc(sql`${assets.id} = ${chosen}`), desc(assets.id))
    .limit(MAX_CHOICES)
}
