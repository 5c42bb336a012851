import { and, asc, eq } from 'drizzle-orm'
import * as z from 'zod'
import type { Context } from '../../context.ts'
import { inJson } from '../../db/client.ts'
import {
  type Product,
  type ProductImage,
  type ProductVariant,
  productImages,
  productVariants,
} from '../../db/schema/products.ts'

export type ProductRow = Product
export type VariantRow = ProductVariant
export type ImageRow = ProductImage

/** A product as it is shown and sent: with its variants and pictures, each in their order. */
export type FullProduct = Omit<Product, 'tags'> & {
  tags: string[]
  variants: ProductVariant[]
  images: ProductImage[]
}

const storedTags = z.array(z.string())

/** Adds the variants and pictures to products of the user, in one round trip. */
export async function loadParts(ctx: Context, products: Product[]): Promise<FullProduct[]> {
  if (products.length === 0) return []
  const ids = products.map((product) => product.id)
  const [variants, images] = await ctx.db.batch([
    ctx.db
      .select()
      .from(productVariants)
      .where(and(eq(productVariants.user_id, ctx.userId), inJson(productVariants.product_id, ids)))
      .orderBy(asc(productVariants.position)),
    ctx.db
      .select()
      .from(productImages)
      .where(and(eq(productImages.user_id, ctx.userId), inJson(productImages.product_id, ids)))
      .orderBy(asc(productImages.position)),
  ])
  const variantsOf = Map.groupBy(variants, (variant) => variant.product_id)
  const imagesOf = Map.groupBy(images, (image) => image.product_id)
  return products.map((product) => ({
    ...product,
    tags: storedTags.parse(product.tags),
    variants: variantsOf.get(product.id) ?? [],
    images: imagesOf.get(product.id) ?? [],
  }))
}
