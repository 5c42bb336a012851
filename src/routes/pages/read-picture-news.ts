import type { Context } from '../../context.ts'
import { findNewerPictures } from '../../domain/products/find-newer-pictures.ts'
import { findRejectedImages } from '../../domain/products/find-rejected-images.ts'
import type { FullProduct, ImageRow } from '../../domain/products/load-parts.ts'
import { type SceneNames, sceneLabel } from '../../views/mockups/scene-label.ts'
import type { PictureNews } from '../../views/products/picture-notices.tsx'
import { pictureNoticeWords, pictureWords } from '../../views/products/picture-words.ts'

export type NewsRows = Awaited<ReturnType<typeof findPictureNews>>

/** What has become of the pictures that a product shows. */
export async function findPictureNews(ctx: Context, productId: string) {
  const [newer, rejected] = await Promise.all([
    findNewerPictures(ctx, [productId]),
    findRejectedImages(ctx, [productId]),
  ])
  return { newer, rejected }
}

/** The same as the page of a product says it. */
export async function presentPictureNews(
  ctx: Context,
  { images }: FullProduct,
  { newer, rejected }: NewsRows,
  names: SceneNames,
): Promise<PictureNews> {
  const byId = new Map(images.map((image) => [image.id, image]))
  const pairs = newer.map(async (row) => {
    const image = byId.get(row.image_id)
    if (!image) return []
    return [
      {
        imageId: row.image_id,
        room: row.scene ? sceneLabel(names, row.scene) : pictureWords.artwork,
        shown: await ctx.files.path(image.thumbnail_key ?? image.file_key),
        newer: await ctx.files.path(row.thumbnail_key ?? row.file_key),
      },
    ]
  })
  const placed = (image: ImageRow) =>
    pictureNoticeWords.place(image.position + 1, imageName(image, names))
  return {
    newer: (await Promise.all(pairs)).flat(),
    rejected: rejected.flatMap(({ id }) => {
      const image = byId.get(id)
      return image ? [placed(image)] : []
    }),
    deleted: images.filter(isOfDeletedMockup).map(placed),
  }
}

export function isOfDeletedMockup({ source_type, source_id }: ImageRow): boolean {
  return source_type === 'mockup' && source_id === null
}

/** What a picture of a product is called: its room, or what it is. */
export function imageName({ scene, source_type }: ImageRow, names: SceneNames): string {
  if (scene) return sceneLabel(names, scene)
  switch (source_type) {
    case 'asset':
      return pictureWords.artwork
    case 'upload':
      return pictureWords.upload
    case 'mockup':
      return pictureWords.mockup
  }
}
