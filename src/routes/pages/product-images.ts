import type { Context } from '../../context.ts'
import type { FullProduct } from '../../domain/products/load-parts.ts'
import type { SceneNames } from '../../views/mockups/scene-label.ts'
import { FINISHES, finishOf } from '../../views/products/finishes.ts'
import type { ShownImage } from '../../views/products/product-pictures.tsx'
import { imageName } from './read-picture-news.ts'

/** A product's pictures with links to them, in their order. */
export function imagesOf(
  ctx: Context,
  product: FullProduct,
  names: SceneNames,
): Promise<ShownImage[]> {
  return Promise.all(
    product.images.map(async (image) => ({
      id: image.id,
      alt: image.alt ?? product.title,
      thumbnail: await ctx.files.path(image.thumbnail_key ?? image.file_key),
      picture: await ctx.files.path(image.file_key),
      width: image.width,
      height: image.height,
      source: imageName(image, names),
      finishes: finishesShown(product, image.id),
    })),
  )
}

/** The finishes whose variants show a picture of their own. */
function finishesShown({ variants }: FullProduct, imageId: string): string[] {
  const shown = new Set(variants.filter((one) => one.image_id === imageId).map(finishOf))
  return FINISHES.flatMap(({ key, label }) => (shown.has(key) ? [label] : []))
}
