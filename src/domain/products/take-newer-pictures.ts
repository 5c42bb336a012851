import type { Context } from '../../context.ts'
import { planEntries } from './change-images.ts'
import { findNewerPictures, type NewerPicture } from './find-newer-pictures.ts'
import type { FullProduct } from './load-parts.ts'
import type { ImageEntry } from './plan-images.ts'
import { editProduct, type Seen } from './update-product.ts'

/**
 * Puts newer approved pictures in the places of those that a product shows: all there are, or that
 * of one picture, by its id. Place, text and variants stay. Where nothing is newer, nothing changes.
 * @throws AppError not_found; precondition_failed for another version
 */
export async function takeNewerPictures(
  ctx: Context,
  productId: string,
  { imageId, ...seen }: Seen & { imageId?: string | undefined } = {},
): Promise<FullProduct> {
  return editProduct(
    ctx,
    productId,
    async (product) => {
      const found = await findNewerPictures(ctx, [productId])
      const asked = found.filter((row) => imageId === undefined || imageId === row.image_id)
      return planEntries(ctx, product, newerEntries(product, asked))
    },
    seen,
  )
}

/** The pictures of a product with newer ones in the places of those that they are newer than. */
export function newerEntries(product: FullProduct, found: readonly NewerPicture[]): ImageEntry[] {
  const newer = new Map(found.map((row) => [row.image_id, row]))
  return product.images.map(({ id, alt }) => {
    const row = newer.get(id)
    if (!row) return { id, kind: 'image' }
    const showing = product.variants.filter(({ image_id }) => image_id === id)
    const variant_ids = showing.map((variant) => variant.id)
    return { id: row.source_id, kind: row.source_type, alt: alt ?? undefined, variant_ids }
  })
}
