import type { Context } from '../../context.ts'
import type { FullProduct, ImageRow, VariantRow } from '../../domain/products/load-parts.ts'
import type { ProductAnswer } from '../../domain/products/schemas.ts'
import { warningsOf } from '../../domain/products/warnings.ts'
import { toMajor } from '../../money.ts'

/** A product as the JSON API shows it: decimals for money, signed links for pictures. */
export async function presentProduct(ctx: Context, product: FullProduct): Promise<ProductAnswer> {
  const { currency } = product
  return {
    id: product.id,
    version: product.version,
    quote_id: product.quote_id,
    asset_id: product.asset_id,
    shopify_product_id: product.shopify_product_id,
    shopify_product_gid: product.shopify_product_gid,
    shopify_handle: product.shopify_handle,
    shopify_url: product.shopify_url,
    title: product.title,
    description: product.description,
    description_html: product.description_html,
    seo_title: product.seo_title,
    seo_description: product.seo_description,
    category: product.category,
    product_type: product.product_type,
    vendor: product.vendor,
    tags: product.tags,
    currency,
    collection: product.collection,
    status: product.status,
    publish_state: product.publish_state,
    publish_target: product.publish_target,
    publish_task_id: product.publish_task_id,
    publish_queued_at: product.publish_queued_at,
    published_at: product.published_at,
    retired_at: product.retired_at,
    retire_reason: product.retire_reason,
    total_views: product.total_views,
    total_orders: product.total_orders,
    total_revenue: toMajor(product.total_revenue, currency),
    last_synced_at: product.last_synced_at,
    sync_error: product.sync_error,
    is_unprofitable: product.is_unprofitable,
    is_below_print: product.is_below_print,
    has_mockups: product.has_mockups,
    locked_fields: product.locked_fields,
    is_drifted: product.is_drifted,
    created_at: product.created_at,
    updated_at: product.updated_at,
    variants: await Promise.all(
      product.variants.map((variant) => presentVariant(ctx, variant, currency)),
    ),
    images: await Promise.all(product.images.map((image) => presentImage(ctx, image))),
    warnings: warningsOf(product),
  }
}

async function presentVariant(
  ctx: Context,
  variant: VariantRow,
  currency: string,
): Promise<ProductAnswer['variants'][number]> {
  const { compare_at_price, digital_file_key } = variant
  return {
    id: variant.id,
    product_id: variant.product_id,
    position: variant.position,
    shopify_variant_id: variant.shopify_variant_id,
    shopify_variant_gid: variant.shopify_variant_gid,
    title: variant.title,
    sku: variant.sku,
    size: variant.size,
    frame_style: variant.frame_style,
    is_digital: variant.is_digital,
    price: toMajor(variant.price, currency),
    compare_at_price: compare_at_price === null ? null : toMajor(compare_at_price, currency),
    inventory_quantity: variant.inventory_quantity,
    inventory_policy: variant.inventory_policy,
    digital_file_url: digital_file_key ? await ctx.files.link(digital_file_key) : null,
    sky_pilot_asset_id: variant.sky_pilot_asset_id,
    digital_file_id: variant.digital_file_id,
    delivery_confirmed_by: variant.delivery_confirmed_by,
    delivery_confirmed_at: variant.delivery_confirmed_at,
    low_dpi_accepted_by: variant.low_dpi_accepted_by,
    low_dpi_accepted_at: variant.low_dpi_accepted_at,
    image_id: variant.image_id,
    is_active: variant.is_active,
    created_at: variant.created_at,
    updated_at: variant.updated_at,
  }
}

async function presentImage(
  ctx: Context,
  image: ImageRow,
): Promise<ProductAnswer['images'][number]> {
  const { thumbnail_key } = image
  return {
    id: image.id,
    product_id: image.product_id,
    position: image.position,
    shopify_image_id: image.shopify_image_id,
    src: await ctx.files.link(image.file_key),
    thumbnail_url: thumbnail_key ? await ctx.files.link(thumbnail_key) : null,
    width: image.width,
    height: image.height,
    alt: image.alt,
    source_type: image.source_type,
    source_id: image.source_id,
    created_at: image.created_at,
  }
}
