import { and, desc, eq, isNotNull } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { assets } from '../../db/schema/catalogue.ts'
import { mockups } from '../../db/schema/mockups.ts'
import { pictures } from '../../db/schema/pictures.ts'

// More is no page to choose from: an artwork's own pictures are found by choosing it first.
const MAX_MOCKUPS = 60
const MAX_ASSETS = 24

export type PictureChoice = {
  id: string
  title: string
  scene: string | null
  file_key: string
  thumbnail_key: string | null
  width: number | null
  height: number | null
}

/** Approved mockups and artworks to choose a product's pictures from, newest first. */
export async function listPictureChoices(ctx: Context, assetId?: string): Promise<PictureChoice[]> {
  const [ofMockups, ofAssets] = await ctx.db.batch([
    ctx.db
      .select({
        id: mockups.id,
        title: assets.title,
        scene: mockups.scene,
        file_key: pictures.file_key,
        thumbnail_key: pictures.thumbnail_key,
        width: pictures.width,
        height: pictures.height,
      })
      .from(mockups)
      .innerJoin(
        pictures,
        and(eq(pictures.user_id, mockups.user_id), eq(pictures.id, mockups.picture_id)),
      )
      .innerJoin(assets, and(eq(assets.user_id, mockups.user_id), eq(assets.id, mockups.asset_id)))
      .where(
        and(
          eq(mockups.user_id, ctx.userId),
          eq(mockups.status, 'approved'),
          isNotNull(pictures.file_key),
          assetId ? eq(mockups.asset_id, assetId) : undefined,
        ),
      )
      .orderBy(desc(mockups.id))
      .limit(MAX_MOCKUPS),
    ctx.db
      .select({
        id: assets.id,
        title: assets.title,
        file_key: assets.file_key,
        thumbnail_key: assets.thumbnail_key,
        width: assets.width,
        height: assets.height,
      })
      .from(assets)
      .where(
        and(
          eq(assets.user_id, ctx.userId),
          eq(assets.status, 'active'),
          assetId ? eq(assets.id, assetId) : undefined,
        ),
      )
      .orderBy(desc(assets.id))
      .limit(MAX_ASSETS),
  ])
  const choices = ofMockups.flatMap(({ file_key, ...row }) =>
    file_key ? [{ ...row, file_key }] : [],
  )
  return [...choices, ...ofAssets.map((row) => ({ ...row, scene: null }))]
}
