import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { buildImages, type WantedImage } from './build-parts.ts'
import type { FullProduct, ImageRow, VariantRow } from './load-parts.ts'
import { type PickedImage, pickImages } from './pick-images.ts'
import { MAX_IMAGES } from './schemas.ts'

/**
 * One of the pictures that a product is to show: one it has, an artwork or an approved mockup, each
 * by its id and whichever it is where no `kind` says so; or an upload that is stored already. What
 * is not given stays: the text, and the variants that show it.
 */
export type ImageEntry = {
  alt?: string | null | undefined
  variant_ids?: readonly string[] | undefined
} & ({ id: string; kind?: ImageKind } | { upload: PickedImage })

type ImageKind = 'image' | 'asset' | 'mockup'

export type PlannedImages = {
  /** The rows as they will be; undefined where they stay. */
  images: ImageRow[] | undefined
  /** Which picture each variant will show that is named here. */
  shown: ReadonlyMap<string, string | null>
}

/**
 * What a product's pictures and their variants become, in the order given.
 * @throws AppError not_found for what the user or the product does not have; conflict as
 *   `pickImages`; invalid for more than 50 pictures and for a variant that is to show two
 */
export async function planImages(
  ctx: Context,
  product: FullProduct,
  entries: readonly ImageEntry[],
  names: { isBody?: boolean } = {},
): Promise<PlannedImages> {
  if (entries.length > MAX_IMAGES) throw tooMany()
  const wanted = await findWanted(ctx, product, entries, names)
  const owner = { user_id: ctx.userId, id: product.id, now: isoTime(ctx.clock.now()) }
  const rows = buildImages(owner, wanted, product.images)
  const shown = planShown(product, entries, (index) => {
    const key = wanted[index]?.file_key
    return rows.find(({ file_key }) => file_key === key)?.id
  })
  const same = ({ id, alt }: ImageRow, at: number) =>
    product.images[at]?.id === id && product.images[at]?.alt === alt
  const stays = rows.length === product.images.length && rows.every(same)
  return { images: stays ? undefined : rows, shown }
}

/** The variants with the pictures that they show; undefined where those stay. */
export function showPictures(
  variants: readonly VariantRow[],
  images: readonly ImageRow[],
  { shown, now }: { shown: ReadonlyMap<string, string | null>; now: string },
): VariantRow[] | undefined {
  const known = new Set(images.map(({ id }) => id))
  const rows = variants.map((variant) => {
    const asked = shown.get(variant.id)
    const wanted = asked === undefined ? variant.image_id : asked
    const image_id = wanted && known.has(wanted) ? wanted : null
    return image_id === variant.image_id ? variant : { ...variant, image_id, updated_at: now }
  })
  return rows.some((row, index) => row !== variants[index]) ? rows : undefined
}

async function findWanted(
  ctx: Context,
  product: FullProduct,
  entries: readonly ImageEntry[],
  { isBody }: { isBody?: boolean },
): Promise<WantedImage[]> {
  // A picture whose source was deleted is known by its own id.
  const own = new Map<string, PickedImage>(product.images.map((image) => [image.id, image]))
  const pointers = new Map(
    entries.flatMap((entry, index) =>
      'id' in entry ? [[entry.id, isBody ? pointerTo(entry, index) : '/image_ids']] : [],
    ),
  )
  const pointerOf = (id: string) => pointers.get(id) ?? ''
  const isOwn = (entry: ImageEntry) =>
    'id' in entry && (entry.kind ?? 'image') === 'image' && own.has(entry.id)
  const lost = entries.filter(
    (entry) => 'id' in entry && entry.kind === 'image' && !own.has(entry.id),
  )
  if (lost.length > 0) throw notFound(lost, pointerOf)
  const sought = entries.flatMap((entry) => ('id' in entry && !isOwn(entry) ? [entry] : []))
  const picked = await pickImages(ctx, [...new Set(sought.map(({ id }) => id))], pointerOf)
  const bySource = new Map(picked.map((image) => [image.source_id, image]))
  const odd = sought.filter(({ id, kind }) => kind && kind !== bySource.get(id)?.source_type)
  if (odd.length > 0) throw notFound(odd, pointerOf)
  return entries.flatMap((entry) => {
    const image =
      'upload' in entry
        ? sameUpload(product, entry.upload)
        : findOf(entry, isOwn(entry), own, bySource)
    return image ? [{ ...image, typed_alt: entry.alt === '' ? null : entry.alt }] : []
  })
}

/** The same file again is the picture that the product has of it. */
function sameUpload({ images }: FullProduct, upload: PickedImage): PickedImage {
  const isSame = ({ source_type, source_id }: ImageRow) =>
    source_type === 'upload' && source_id === upload.source_id
  return images.find(isSame) ?? upload
}

function findOf(
  { id }: { id: string },
  isOwn: boolean,
  own: ReadonlyMap<string, PickedImage>,
  bySource: ReadonlyMap<string | null, PickedImage>,
): PickedImage | undefined {
  return isOwn ? own.get(id) : bySource.get(id)
}

/** As callers write it: one of `id`, `asset_id` and `mockup_id`. */
function pointerTo({ kind }: { kind?: ImageKind }, index: number): string {
  return `/${index}/${kind === 'asset' || kind === 'mockup' ? `${kind}_id` : 'id'}`
}

/** A variant shows one picture: what names it takes it over, what no longer does lets it go. */
function planShown(
  product: FullProduct,
  entries: readonly ImageEntry[],
  idAt: (index: number) => string | undefined,
): Map<string, string | null> {
  const own = new Set(product.variants.map(({ id }) => id))
  const [shown, pointers] = [new Map<string, string | null>(), new Map<string, string>()]
  for (const [index, { variant_ids }] of entries.entries()) {
    const image = idAt(index)
    if (!variant_ids || !image) continue
    for (const variant of product.variants) {
      if (variant.image_id === image && !pointers.has(variant.id)) shown.set(variant.id, null)
    }
    for (const [at, id] of variant_ids.entries()) {
      const pointer = `/${index}/variant_ids/${at}`
      if (!own.has(id)) throw noVariant(id, pointer)
      if (pointers.has(id) && shown.get(id) !== image) throw twoPictures(id, pointer)
      pointers.set(id, pointer)
      shown.set(id, image)
    }
  }
  return shown
}

function notFound(entries: readonly ImageEntry[], pointerOf: (id: string) => string): AppError {
  const ids = entries.flatMap((entry) => ('id' in entry ? [entry.id] : []))
  return new AppError('not_found', `These pictures were not found: ${ids.join(', ')}`, {
    errors: ids.map((id) => ({
      pointer: pointerOf(id),
      message: `There is no such picture with the id ${id}`,
    })),
  })
}

function noVariant(id: string, pointer: string): AppError {
  const message = `This product has no variant with the id ${id}`
  return new AppError('not_found', message, { errors: [{ pointer, message }] })
}

function twoPictures(id: string, pointer: string): AppError {
  const message = `A variant shows one picture, and ${id} is named with two`
  return new AppError('invalid', 'Invalid request body', { errors: [{ pointer, message }] })
}

function tooMany(): AppError {
  const message = `A product can have up to ${MAX_IMAGES} pictures. Nothing was changed. Remove some first.`
  return new AppError('conflict', message)
}
