import type { Context } from '../../context.ts'
import type { Plan } from '../jobs/work.ts'
import { planEntries } from '../products/change-images.ts'
import { findNewerPictures, type NewerPicture } from '../products/find-newer-pictures.ts'
import type { FullProduct } from '../products/load-parts.ts'
import { newerEntries } from '../products/take-newer-pictures.ts'
import type { Plan as ProductPlan } from '../products/update-product.ts'
import { contentWork } from './change-content.ts'

/** Puts newer approved pictures in the places of those that products show. */
export const changePictures: Plan = contentWork(async (ctx, _change, products) => {
  const found = await findNewerPictures(
    ctx,
    products.map(({ id }) => id),
  )
  const newerOf = Map.groupBy(found, ({ product_id }) => product_id)
  return (product) => takeNewer(ctx, product, newerOf.get(product.id) ?? [])
})

async function takeNewer(
  ctx: Context,
  product: FullProduct,
  newer: readonly NewerPicture[],
): Promise<ProductPlan> {
  if (newer.length === 0) return { fields: {}, variants: undefined, images: undefined }
  return planEntries(ctx, product, newerEntries(product, newer))
}
