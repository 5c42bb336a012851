import type { Context } from '../../context.ts'
import type { FullProduct, ImageRow, VariantRow } from '../../domain/products/load-parts.ts'
import { toMajor } from '../../money.ts'

/** A product as the JSON API shows it: decimals for money, signed links for pictures. */
export async function presentProduct(ctx: Context, product: FullProduct) {
  const { user_id: _owner, publish_shop: _shop, variants, images, ...row } = product
  return {
    ...row,
    total_revenue: toMajor(row.total_revenue),
    variants: variants.map(presentVariant),
    images: await Promise.all(images.map((image) => presentImage(ctx, image))),
  }
}

function presentVariant({ user_id: _owner, digital_file_key: _key, ...row }: VariantRow) {
  return {
    ...row,
    price: toMajor(row.price),
    compare_at_price: row.compare_at_price === null ? null : toMajor(row.compare_at_price),
  }
}

async function presentImage(ctx: Context, image: ImageRow) {
  const { user_id: _owner, file_key, thumbnail_key, ...row } = image
  return {
    ...row,
    src: await ctx.files.link(file_key),
    thumbnail_url: thumbnail_key ? await ctx.files.link(thumbnail_key) : null,
  }
}
