import { and, asc, eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { isAnyOf } from '../../db/client.ts'
import { pictures } from '../../db/schema/pictures.ts'
import { productImages } from '../../db/schema/products.ts'

/** `scene` is null where nobody knows it any more. */
export type RejectedImage = {
  product_id: string
  id: string
  position: number
  scene: string | null
}

/** The pictures of products that were rejected since those took them, in their order. */
export async function findRejectedImages(
  ctx: Context,
  productIds: readonly string[],
): Promise<RejectedImage[]> {
  return ctx.db
    .select({
      product_id: productImages.product_id,
      id: productImages.id,
      position: productImages.position,
      scene: productImages.scene,
    })
    .from(productImages)
    .innerJoin(
      pictures,
      and(eq(pictures.user_id, productImages.user_id), eq(pictures.id, productImages.picture_id)),
    )
    .where(
      and(
        isAnyOf([productImages.user_id, productImages.product_id], [ctx.userId], productIds),
        eq(pictures.decision, 'rejected'),
      ),
    )
    .orderBy(asc(productImages.position))
}
