import { and, desc, eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { isAnyOf } from '../../db/client.ts'
import { type Asset, assets } from '../../db/schema/catalogue.ts'
import { pageFound } from '../../db/search.ts'
import { searchAssets } from './search-assets.ts'

/** As many as a select offers; the others are found by searching. */
const MAX_CHOICES = 50

export type AssetChoice = Pick<Asset, 'id' | 'title' | 'width' | 'height'>

/**
 * The user's artworks to choose one from: those of `chosen`, by id, that are there, and then the
 * newest active ones that `search` finds, or the newest active ones of all.
 */
export async function listAssetChoices(
  ctx: Context,
  { chosen, search }: { chosen: readonly string[]; search?: string | undefined },
): Promise<AssetChoice[]> {
  const { id, title, width, height } = assets
  const select = () => ctx.db.select({ id, title, width, height }).from(assets)
  const own = eq(assets.user_id, ctx.userId)
  const page = { limit: MAX_CHOICES, offset: 0 }
  const [known, offered] = await Promise.all([
    chosen.length > 0
      ? select().where(isAnyOf([assets.user_id, assets.id], [ctx.userId], chosen))
      : [],
    search
      ? pageFound(select().$dynamic(), searchAssets(ctx, search, { status: 'active' }), page)
      : select()
          .where(and(own, eq(assets.status, 'active')))
          .orderBy(desc(assets.id))
          .limit(MAX_CHOICES),
  ])
  return [...known, ...offered]
}
