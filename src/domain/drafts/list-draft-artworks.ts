import { and, desc, eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { isAnyOf } from '../../db/client.ts'
import { type Asset, assets } from '../../db/schema/catalogue.ts'

const MAX_NEWEST = 25

export type DraftArtwork = Pick<
  Asset,
  'id' | 'title' | 'width' | 'height' | 'file_key' | 'thumbnail_key'
>

/** The artworks that drafts may show: those of `chosen`, by id, and the newest active ones. */
export async function listDraftArtworks(
  ctx: Context,
  chosen: readonly string[],
): Promise<DraftArtwork[]> {
  const { id, title, width, height, file_key, thumbnail_key } = assets
  const select = () =>
    ctx.db.select({ id, title, width, height, file_key, thumbnail_key }).from(assets)
  const [known, newest] = await Promise.all([
    chosen.length > 0
      ? select().where(isAnyOf([assets.user_id, id], [ctx.userId], [...new Set(chosen)]))
      : [],
    select()
      .where(and(eq(assets.user_id, ctx.userId), eq(assets.status, 'active')))
      .orderBy(desc(id))
      .limit(MAX_NEWEST),
  ])
  const others = known.filter((one) => newest.every((each) => each.id !== one.id))
  return [...newest, ...others]
}
