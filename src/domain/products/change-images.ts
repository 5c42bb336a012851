import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { getProduct } from './get-product.ts'
import type { FullProduct } from './load-parts.ts'
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
