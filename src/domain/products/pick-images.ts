import { and, eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { isAnyOf } from '../../db/client.ts'
import { assets } from '../../db/schema/catalogue.ts'
import { mockups } from '../../db/schema/mockups.ts'
import { type PictureDecision, pictures } from '../../db/schema/pictures.ts'
import { AppError } from '../../errors.ts'
import { selectArtworkPictures } from './list-picture-choices.ts'
import type { ImageRow } from './load-parts.ts'

/** What a picture of a product is made of; its row keeps the key, so the source may be deleted. */
export type PickedImage = Pick<
  ImageRow,
  'picture_id' | 'file_key' | 'thumbnail_key' | 'width' | 'height' | 'source_type' | 'source_id'
>

/**
 * The pictures behind ids of the user's assets and mockups, in the order given.
 * @throws AppError not_found with the ids that are neither; conflict with the mockups that have no
 *   picture, or whose picture a person rejected.
 */
export async function pickImages(ctx: Context, ids: readonly string[]): Promise<PickedImage[]> {
  return ids.length === 0 ? [] : pickFrom(await findSources(ctx, ids), ids)
}

/** The same of what `findSources` has read for any number of products. */
export function pickFrom(sources: Sources, ids: readonly string[]): PickedImage[] {
  refuse(ids, (id) => !sources.has(id), {
    code: 'not_found',
    sentence: (named) => `These pictures were not found: ${named}`,
    message: (id) => `You have no asset or mockup with the id ${id}`,
  })
  refuse(ids, (id) => sources.get(id)?.decision === 'rejected', {
    code: 'conflict',
    sentence: (named) =>
      `These mockups were rejected: ${named}. Nothing was changed. Approve them, or choose others.`,
    message: (id) => `The mockup ${id} was rejected: approve it first, or choose another`,
  })
  const picked = ids.map((id) => toPicked(sources.get(id)))
  refuse(ids, (_, index) => picked[index] === undefined, {
    code: 'conflict',
    sentence: (named) => `These mockups have not been rendered yet: ${named}. Nothing was changed.`,
    message: (id) => `The mockup ${id} has not been rendered yet`,
  })
  return picked.filter((image) => image !== undefined)
}

type Refusal = {
  code: 'not_found' | 'conflict'
  sentence: (ids: string) => string
  message: (id: string) => string
}

/** Refuses the ids that are wrong, by name. */
function refuse(
  ids: readonly string[],
  isWrong: (id: string, index: number) => boolean,
  { code, sentence, message }: Refusal,
): void {
  const wrong = ids.filter(isWrong)
  if (wrong.length === 0) return
  throw new AppError(code, sentence(wrong.join(', ')), {
    errors: wrong.map((id) => ({ pointer: '/image_ids', message: message(id) })),
  })
}

type Sources = ReadonlyMap<string, Source>
type Source = Omit<PickedImage, 'file_key'> & {
  file_key: string | null
  /** What was decided about the picture; artwork is not decided about. */
  decision?: PictureDecision
}

function toPicked(source: Source | undefined): PickedImage | undefined {
  if (!source?.file_key) return undefined
  const { decision: _, file_key, ...image } = source
  return { ...image, file_key }
}

/** What is behind ids of the user's assets and mockups; those that are neither are left out. */
export async function findSources(
  ctx: Context,
  ids: readonly string[],
): Promise<Map<string, Source>> {
  const [ofAssets, ofMockups] = await ctx.db.batch([
    selectArtworkPictures(ctx).where(isAnyOf([assets.user_id, assets.id], [ctx.userId], ids)),
    ctx.db
      .select({
        source_id: mockups.id,
        decision: pictures.decision,
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
      .where(isAnyOf([mockups.user_id, mockups.id], [ctx.userId], ids)),
  ])
  return new Map<string, Source>([
    ...ofAssets.map(({ id, title: _, ...file }) => {
      const source = { ...file, source_id: id, picture_id: null, source_type: 'asset' } as const
      return [id, source] as const
    }),
    ...ofMockups.map((row) => [row.source_id, { ...row, source_type: 'mockup' }] as const),
  ])
}
