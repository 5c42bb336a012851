import { type SQL, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { breaksRule, type Statement, writeAll } from '../../db/client.ts'
import { productImages, productVariants } from '../../db/schema/products.ts'
import { markUnused, markUsed } from '../pictures/picture.ts'
import type { ImageRow, VariantRow } from './load-parts.ts'

// One statement for any number of rows: D1 takes at most 100 bound parameters.

/** The product that parts belong to, as it was read: they are written only while it is that. */
type Seen = { id: string; version: number; alsoWhile?: SQL | undefined }

/**
 * The variants of a product, as statements for its own batch. Of those that are there only what
 * people decide is written: files may have come in since they were read.
 */
export function writeVariants(ctx: Context, rows: readonly VariantRow[], seen?: Seen): Statement[] {
  const isCurrent = whileCurrent(ctx, seen)
  const upsert = ctx.db.run(sql`
    INSERT INTO product_variants (user_id, id, product_id, position, title, sku, size, frame_style,
      price, compare_at_price, is_digital, sky_pilot_asset_id, is_active, digital_file_id,
      delivery_confirmed_by, delivery_confirmed_at, low_dpi_accepted_by, low_dpi_accepted_at,
      image_id, created_at, updated_at)
    SELECT ${ctx.userId}, value ->> 'id', value ->> 'product_id', value ->> 'position',
      value ->> 'title', value ->> 'sku', value ->> 'size', value ->> 'frame_style',
      value ->> 'price', value ->> 'compare_at_price', value ->> 'is_digital',
      value ->> 'sky_pilot_asset_id', value ->> 'is_active', value ->> 'digital_file_id',
      value ->> 'delivery_confirmed_by', value ->> 'delivery_confirmed_at',
      value ->> 'low_dpi_accepted_by', value ->> 'low_dpi_accepted_at', value ->> 'image_id',
      value ->> 'created_at', value ->> 'updated_at'
    FROM json_each(${JSON.stringify(rows)}) WHERE ${isCurrent}
    ON CONFLICT (user_id, id) DO UPDATE SET position = excluded.position, title = excluded.title,
      price = excluded.price, compare_at_price = excluded.compare_at_price,
      sky_pilot_asset_id = excluded.sky_pilot_asset_id, is_active = excluded.is_active,
      digital_file_id = excluded.digital_file_id,
      delivery_confirmed_by = excluded.delivery_confirmed_by,
      delivery_confirmed_at = excluded.delivery_confirmed_at,
      low_dpi_accepted_by = excluded.low_dpi_accepted_by,
      low_dpi_accepted_at = excluded.low_dpi_accepted_at, image_id = excluded.image_id,
      updated_at = excluded.updated_at`)
  if (!seen) return [upsert]
  const gone = ctx.db.run(sql`
    DELETE FROM ${productVariants} WHERE user_id = ${ctx.userId} AND product_id = ${seen.id}
      AND ${notIn(rows)} AND ${isCurrent}`)
  return [gone, upsert]
}

/**
 * The pictures of a product, as statements for its own batch. A new one is taken from its source
 * as that is now: where the source is gone or not approved, file_key has no value and the whole
 * batch fails, so that nothing refers to a file that is being deleted. An upload is its own source;
 * a picture without a mockup is taken as long as it is stored.
 */
export function writeImages(
  ctx: Context,
  rows: readonly ImageRow[],
  seen?: Seen & { images: readonly ImageRow[] },
): Statement[] {
  const used = markUsed(ctx, picturesOf(rows))
  const isCurrent = whileCurrent(ctx, seen)
  const insert = ctx.db.run(sql`
    INSERT INTO product_images (user_id, id, product_id, position, picture_id, file_key,
      thumbnail_key, width, height, alt, source_type, source_id, asset_id, scene, created_at)
    SELECT ${ctx.userId}, value ->> 'id', value ->> 'product_id', value ->> 'position',
      pictures.id, ${ofSource('file_key')}, ${ofSource('thumbnail_key')}, ${ofSource('width')},
      ${ofSource('height')}, value ->> 'alt', value ->> 'source_type', value ->> 'source_id',
      coalesce(assets.id, mockups.asset_id, value ->> 'asset_id'),
      coalesce(mockups.scene, value ->> 'scene'), value ->> 'created_at'
    FROM json_each(${JSON.stringify(rows)})
    LEFT JOIN assets ON assets.user_id = ${ctx.userId} AND assets.id = value ->> 'source_id'
      AND value ->> 'source_type' = 'asset'
      AND (value ->> 'is_restored' IS NULL OR assets.file_key = value ->> 'file_key')
    LEFT JOIN mockups ON mockups.user_id = ${ctx.userId} AND mockups.id = value ->> 'source_id'
      AND value ->> 'source_type' = 'mockup'
    LEFT JOIN pictures ON pictures.user_id = ${ctx.userId}
      AND pictures.id = CASE WHEN value ->> 'source_id' IS NULL OR value ->> 'is_restored'
        THEN value ->> 'picture_id' ELSE mockups.picture_id END
      AND pictures.decision = 'approved' AND pictures.state IN ('stored', 'unused')
    WHERE ${isCurrent} AND NOT EXISTS (SELECT 1 FROM product_images AS kept
      WHERE kept.user_id = ${ctx.userId} AND kept.id = value ->> 'id')`)
  if (!seen) return [insert, used]
  const gone = ctx.db.run(sql`
    DELETE FROM ${productImages} WHERE user_id = ${ctx.userId} AND product_id = ${seen.id}
      AND ${notIn(rows)} AND ${isCurrent}`)
  const move = ctx.db.run(sql`
    UPDATE ${productImages} SET position = planned.position, alt = planned.alt
    FROM (SELECT value ->> 'id' AS id, value ->> 'position' AS position, value ->> 'alt' AS alt
      FROM json_each(${JSON.stringify(rows.map(({ id, position, alt }) => ({ id, position, alt })))}))
      AS planned
    WHERE product_images.user_id = ${ctx.userId} AND product_images.product_id = ${seen.id}
      AND product_images.id = planned.id AND ${isCurrent}`)
  return [gone, move, insert, used, markUnused(ctx, picturesOf(seen.images))]
}

/** A column of what a new picture is of: its artwork or render as it is now, or the upload. */
function ofSource(column: 'file_key' | 'thumbnail_key' | 'width' | 'height'): SQL {
  const [asset, picture] = [sql.raw(`assets.${column}`), sql.raw(`pictures.${column}`)]
  return sql`CASE value ->> 'source_type' WHEN 'upload' THEN value ->> ${sql.raw(`'${column}'`)}
    ELSE coalesce(${asset}, ${picture}) END`
}

/** The rendered pictures that these images show. */
export function picturesOf(images: readonly Pick<ImageRow, 'picture_id'>[]): string[] {
  return images.flatMap(({ picture_id }) => picture_id ?? [])
}

function whileCurrent(ctx: Context, seen: Seen | undefined): SQL {
  if (!seen) return sql`true`
  return sql`EXISTS (SELECT 1 FROM products WHERE products.user_id = ${ctx.userId}
    AND products.id = ${seen.id} AND products.version = ${seen.version})
    ${seen.alsoWhile ? sql`AND ${seen.alsoWhile}` : sql``}`
}

function notIn(rows: readonly { id: string }[]): SQL {
  return sql`id NOT IN (SELECT value FROM json_each(${JSON.stringify(rows.map(({ id }) => id))}))`
}

/**
 * Writes a product with its parts, all or nothing. Where that breaks a rule of the tables, something
 * it refers to went after it was read: `findGone` looks again and throws what there is to say.
 */
export async function writeProduct(
  ctx: Context,
  statements: Statement[],
  findGone: () => Promise<unknown>,
): Promise<unknown[]> {
  try {
    return await writeAll(ctx.db, statements)
  } catch (cause) {
    if (breaksRule(cause)) await findGone()
    throw cause
  }
}
