import { and, eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { inJson } from '../../db/client.ts'
import { assets } from '../../db/schema/catalogue.ts'
import { mockups } from '../../db/schema/mockups.ts'
import { pictures } from '../../db/schema/pictures.ts'
import { AppError } from '../../errors.ts'
import type { ImageRow } from './load-parts.ts'

/** What a picture of a product is made of; its row keeps the key, so the source may go. */
export type PickedImage = Pick<
  ImageRow,
  'picture_id' | 'file_key' | 'thumbnail_key' | 'width' | 'height' | 'source_type' | 'source_id'
>

/**
 * The pictures behind ids of the user's assets and mockups, in the order given. Ends in
 * `not_found` with the ids that are neither, and in `conflict` with mockups that have no picture.
 */
export async function pickImages(ctx: Context, ids: readonly string[]): Promise<PickedImage[]> {
  if (ids.length === 0) return []
  const sources = await findSources(ctx, ids)
  const unknown = ids.filter((id) => !sources.has(id))
  if (unknown.length > 0) {
    throw new AppError('not_found', `These images were not found: ${unknown.join(', ')}`, {
      errors: unknown.map((id) => ({
        pointer: '/image_ids',
        message: `No asset or mockup of yours has the id ${id}`,
      })),
    })
  }
  const picked = ids.map((id) => toPicked(sources.get(id)))
  const unfinished = ids.filter((_, index) => picked[index] === undefined)
  if (unfinished.length > 0) {
    throw new AppError(
      'conflict',
      `These mockups have no picture yet: ${unfinished.join(', ')}. Nothing was changed.`,
    )
  }
  return picked.filter((image) => image !== undefined)
}

type Source = Omit<PickedImage, 'file_key'> & { file_key: string | null }

function toPicked(source: Source | undefined): PickedImage | undefined {
  return source?.file_key ? { ...source, file_key: source.file_key } : undefined
}

async function findSources(ctx: Context, ids: readonly string[]): Promise<Map<string, Source>> {
  const [ofAssets, ofMockups] = await ctx.db.batch([
    ctx.db
      .select({
        source_id: assets.id,
        file_key: assets.file_key,
        thumbnail_key: assets.thumbnail_key,
        width: assets.width,
        height: assets.height,
      })
      .from(assets)
      .where(and(eq(assets.user_id, ctx.userId), inJson(assets.id, ids))),
    ctx.db
      .select({
        source_id: mockups.id,
        picture_id: mockups.picture_id,
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
      .where(and(eq(mockups.user_id, ctx.userId), inJson(mockups.id, ids))),
  ])
  return new Map<string, Source>([
    ...ofAssets.map(
      (row) => [row.source_id, { ...row, picture_id: null, source_type: 'asset' }] as const,
    ),
    ...ofMockups.map((row) => [row.source_id, { ...row, source_type: 'mockup' }] as const),
  ])
}
