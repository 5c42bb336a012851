import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { derivedId, newId } from '../../ids.ts'
import { removeUnnamedFiles } from '../assets/remove-unnamed-files.ts'
import { storeFile } from '../assets/store-file.ts'
import { getProduct } from './get-product.ts'
import type { FullProduct } from './load-parts.ts'
import type { PickedImage } from './pick-images.ts'
import { type ImageEntry, planImages, showPictures } from './plan-images.ts'
import { editProduct, type Plan, productMoved, type Seen } from './update-product.ts'

/**
 * Makes these the pictures of a product, in their order: the first is its cover. The same again
 * changes nothing; what was uploaded and is not named is deleted.
 * @throws AppError precondition_failed for another version, and as `planImages`
 */
export async function changeImages(
  ctx: Context,
  id: string,
  entries: readonly ImageEntry[],
  seen: Seen = {},
): Promise<FullProduct> {
  return editProduct(ctx, id, (product) => planEntries(ctx, product, entries), seen)
}

/**
 * The product as `changeImages` would make it, with nothing written.
 * @throws AppError as `changeImages`
 */
export async function tryImages(
  ctx: Context,
  id: string,
  entries: readonly ImageEntry[],
  { version }: Seen = {},
): Promise<FullProduct> {
  const product = await getProduct(ctx, id)
  if (version !== undefined && version !== product.version) throw productMoved()
  const { images, variants } = await planEntries(ctx, product, entries)
  return {
    ...product,
    images: images ?? product.images,
    variants: variants ?? product.variants,
  }
}

/** A file from somebody's computer, to be a picture of a product. */
export type ImageUpload = { bytes: Uint8Array<ArrayBuffer>; alt?: string | null | undefined }

/**
 * Adds uploaded pictures to a product: after `entries`, or after what it shows. The very file that
 * it shows already is not added again. Files first, then the rows: those of a crash in between are
 * removed by the sweep, those of a refusal at once.
 * @throws AppError unsupported_type or too_large for a file that is not taken, and as `changeImages`
 */
export async function addImageUploads(
  ctx: Context,
  id: string,
  uploads: readonly ImageUpload[],
  { entries, workId = newId(), ...seen }: Seen & { entries?: ImageEntry[]; workId?: string } = {},
): Promise<FullProduct> {
  await getProduct(ctx, id)
  const stored: ImageEntry[] = []
  const keys: string[] = []
  const discard = () => removeUnnamedFiles(ctx, keys)
  try {
    for (const { bytes, alt } of uploads) {
      const upload = await storeUpload(ctx, id, { bytes, workId })
      keys.push(upload.file_key)
      stored.push({ upload, alt })
    }
    const product = await editProduct(
      ctx,
      id,
      (now) => planEntries(ctx, now, [...(entries ?? shownBy(now)), ...stored]),
      seen,
    )
    await discard()
    return product
  } catch (cause) {
    // After any other failure the rows may have been written, or be on their way.
    if (cause instanceof AppError) await discard()
    throw cause
  }
}

function shownBy({ images }: FullProduct): ImageEntry[] {
  return images.map(({ id }) => ({ id, kind: 'image' }))
}

async function storeUpload(
  ctx: Context,
  productId: string,
  { bytes, workId }: { bytes: Uint8Array<ArrayBuffer>; workId: string },
): Promise<PickedImage> {
  const file = await storeFile(ctx, workId, bytes)
  return {
    source_type: 'upload',
    // The same for the same file of this product, wherever that is kept.
    source_id: await derivedId(productId, file.content_hash),
    picture_id: null,
    file_key: file.file_key,
    thumbnail_key: file.thumbnail_key,
    width: file.width,
    height: file.height,
    asset_id: null,
    scene: null,
    alt: null,
  }
}

/** The pictures alone, and the variants that show them. */
export async function planEntries(
  ctx: Context,
  product: FullProduct,
  entries: readonly ImageEntry[],
): Promise<Plan> {
  const { images, shown } = await planImages(ctx, product, entries, { isBody: true })
  const shows = { shown, now: isoTime(ctx.clock.now()) }
  const variants = showPictures(product.variants, images ?? product.images, shows)
  return { fields: {}, variants, images }
}
