import { and, asc, eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { isAnyOf } from '../../db/client.ts'
import { mockups } from '../../db/schema/mockups.ts'
import { pictures } from '../../db/schema/pictures.ts'
import { productImages } from '../../db/schema/products.ts'

/** `scene` is null once the mockup that the picture came from was deleted. */
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
      scene: mockups.scene,
    })
    .from(productImages)
    .innerJoin(
      pictures,
      and(eq(pictures.user_id, productImages.user_id), eq(pictures.id, productImages.picture_id)),
    )
    .leftJoin(
      mockups,
      and(eq(mockups.user_id, productImages.user_id), eq(mockups.id, productImages.source_id)),
    )
    .where(
      and(
        isAnyOf([productImages.user_id, productImages.product_id], [ctx.userId], productIds),
        eq(pictures.decision, 'rejected'),
      ),
    )
    .orderBy(asc(productImages.position))
}
