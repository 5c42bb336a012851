import { and, asc, eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { mockups } from '../../db/schema/mockups.ts'
import { productImages } from '../../db/schema/products.ts'

export type RejectedImage = { id: string; position: number; scene: string }

/** The pictures of a product that were rejected since it took them, in their order. */
export async function findRejectedImages(
  ctx: Context,
  productId: string,
): Promise<RejectedImage[]> {
  return ctx.db
    .select({ id: productImages.id, position: productImages.position, scene: mockups.scene })
    .from(productImages)
    .innerJoin(
      mockups,
      and(eq(mockups.user_id, productImages.user_id), eq(mockups.id, productImages.source_id)),
    )
    .where(
      and(
        eq(productImages.user_id, ctx.userId),
        eq(productImages.product_id, productId),
        eq(mockups.status, 'rejected'),
      ),
    )
    .orderBy(asc(productImages.position))
}
