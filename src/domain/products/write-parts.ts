import { sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import type { Statement } from '../../db/client.ts'
import type { ImageRow, VariantRow } from './load-parts.ts'

// One statement for any number of rows: D1 takes at most 100 bound parameters.

/** Inserts variants, as a statement for the product's own batch. */
export function insertVariants(ctx: Context, rows: readonly VariantRow[]): Statement {
  return ctx.db.run(sql`
    INSERT INTO product_variants (user_id, id, product_id, position, title, sku, size, frame_style, price, compare_at_price,
      inventory_quantity, inventory_policy, is_digital, digital_file_url, digital_file_key,
      sky_pilot_asset_id, is_active, created_at, updated_at)
    SELECT ${ctx.userId}, value ->> 'id', value ->> 'product_id', value ->> 'position',
      value ->> 'title', value ->> 'sku', value ->> 'size', value ->> 'frame_style', value ->> 'price',
      value ->> 'compare_at_price', value ->> 'inventory_quantity', value ->> 'inventory_policy',
      value ->> 'is_digital', value ->> 'digital_file_url', value ->> 'digital_file_key',
      value ->> 'sky_pilot_asset_id', value ->> 'is_active', value ->> 'created_at',
      value ->> 'updated_at'
    FROM json_each(${JSON.stringify(rows)})`)
}

/** Inserts pictures, as a statement for the product's own batch. */
export function insertImages(ctx: Context, rows: readonly ImageRow[]): Statement {
  return ctx.db.run(sql`
    INSERT INTO product_images (user_id, id, product_id, position, file_key,
      thumbnail_key, width, height, alt, source_type, source_id, created_at)
    SELECT ${ctx.userId}, value ->> 'id', value ->> 'product_id', value ->> 'position',
      value ->> 'file_key', value ->> 'thumbnail_key',
      value ->> 'width', value ->> 'height', value ->> 'alt', value ->> 'source_type',
      value ->> 'source_id', value ->> 'created_at'
    FROM json_each(${JSON.stringify(rows)})`)
}
