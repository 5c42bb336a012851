import { and, eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { mockups } from '../../db/schema/mockups.ts'
import { productImages } from '../../db/schema/products.ts'

/** The scenes that a product's pictures show, by the picture's id; none of a mockup that is gone. */
export async function findImageScenes(
  ctx: Context,
  productId: string,
): Promise<Map<string, string>> {
  const rows = await ctx.db
    .select({ id: productImages.id, scene: mockups.scene })
    .from(productImages)
    .innerJoin(
      mockups,
      and(eq(mockups.user_id, productImages.user_id), eq(mockups.id, productImages.source_id)),
    )
    .where(and(eq(productImages.user_id, ctx.userId), eq(productImages.product_id, productId)))
  return new Map(rows.map(({ id, scene }) => [id, scene]))
}
