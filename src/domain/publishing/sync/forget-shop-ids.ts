import { and, eq } from 'drizzle-orm'
import type { Context } from '../../../context.ts'
import { writeAll } from '../../../db/client.ts'
import { productImages, products, productVariants } from '../../../db/schema/products.ts'

/** Forgets what a shop called a product that it no longer has, so that it can be made anew. */
export async function forgetShopIds(ctx: Context, productId: string): Promise<void> {
  await writeAll(ctx.db, [
    ctx.db
      .update(products)
      .set({
        shopify_product_id: null,
        shopify_product_gid: null,
        shopify_handle: null,
        shopify_url: null,
        publish_hash: null,
      })
      .where(and(eq(products.user_id, ctx.userId), eq(products.id, productId))),
    ctx.db
      .update(productVariants)
      .set({ shopify_variant_id: null, shopify_variant_gid: null })
      .where(
        and(eq(productVariants.user_id, ctx.userId), eq(productVariants.product_id, productId)),
      ),
    ctx.db
      .update(productImages)
      .set({ shopify_image_id: null })
      .where(and(eq(productImages.user_id, ctx.userId), eq(productImages.product_id, productId))),
  ])
}
