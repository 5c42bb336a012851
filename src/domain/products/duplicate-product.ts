import { sql } from 'drizzle-orm'
import * as z from 'zod'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import type { Statement } from '../../db/client.ts'
import { PRODUCT_STATUSES, products } from '../../db/schema/products.ts'
import { AppError } from '../../errors.ts'
import { newId } from '../../ids.ts'
import { sha256Hex } from '../../sha256.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { markUsed } from '../pictures/picture.ts'
import { getSettings } from '../settings/get-settings.ts'
import { buildVariants } from './build-parts.ts'
import { createdAlready, emptyProduct } from './create-product.ts'
import { findProductRow, getProduct } from './get-product.ts'
import type { FullProduct } from './load-parts.ts'
import { freeSku } from './plan-variants.ts'
import { MAX_TITLE_CHARACTERS } from './schemas.ts'
import { skuOf } from './sku.ts'
import { picturesOf, writeProduct, writeVariants } from './write-parts.ts'

const MOST_NUMBERED = 99
const COPY = /^(.*) \(copy(?: \d+)?\)$/su

/**
 * A draft with all that people decided about a product: texts, prices, pictures, files. Its SKUs
 * are its own, no shop knows it, and it was never sold. What was said about selling it (too few
 * pixels, the delivery app has its files) was said of the other one. The id of the copy is the id
 * of the work that makes it: the same work again is the same copy.
 * @throws AppError not_found; conflict for work that created another product already, and while
 *   the product is being changed
 */
export async function duplicateProduct(
  ctx: Context,
  id: string,
  workId = newId(),
): Promise<FullProduct> {
  const requestHash = await sha256Hex(JSON.stringify({ duplicates: id }))
  const findCopy = async () => {
    const made = await findProductRow(ctx, workId)
    if (made && made.request_hash !== requestHash) throw createdAlready(made.title)
    return made && getProduct(ctx, workId)
  }
  const made = await findCopy()
  if (made) return made
  const [original, { defaults }] = await Promise.all([getProduct(ctx, id), getSettings(ctx)])
  const title = await freeTitle(ctx, original.title)
  const prefix = defaults.sku_prefix
  const statements = copy(ctx, original, { id: workId, title, requestHash, prefix })
  try {
    await writeProduct(ctx, statements, async () => {
      if (await findCopy()) return
      throw new AppError('conflict', 'This product is being changed right now. Nothing was copied.')
    })
  } catch (cause) {
    // The same work at the same moment was first.
    const other = cause instanceof AppError ? undefined : await findCopy()
    if (!other) throw cause
  }
  return getProduct(ctx, workId)
}

/** "Dawn (copy)", "Dawn (copy 2)": the first of them that the user has no product of. */
async function freeTitle(ctx: Context, title: string): Promise<string> {
  const [, base = title] = COPY.exec(title) ?? []
  const titles = Array.from({ length: MOST_NUMBERED }, (_, index) => {
    const suffix = index === 0 ? ' (copy)' : ` (copy ${index + 1})`
    return `${base.slice(0, MAX_TITLE_CHARACTERS - suffix.length)}${suffix}`
  })
  // The status is named for the index of titles, which has it first.
  const rows = await ctx.db.all(sql`
    SELECT title FROM products WHERE user_id = ${ctx.userId}
      AND status IN (SELECT value FROM json_each(${JSON.stringify(PRODUCT_STATUSES)}))
      AND title COLLATE NOCASE IN (SELECT value FROM json_each(${JSON.stringify(titles)}))`)
  const taken = new Set(
    z
      .array(titled)
      .parse(rows)
      .map((row) => row.title.toLowerCase()),
  )
  const free = titles.find((one) => !taken.has(one.toLowerCase()))
  return free ?? titles.at(0) ?? title
}

const titled = z.object({ title: z.string() })

type Copied = { id: string; title: string; requestHash: string; prefix: string }

function copy(ctx: Context, original: FullProduct, copied: Copied) {
  const { id, title, requestHash, prefix } = copied
  const owner = { user_id: ctx.userId, id, now: isoTime(ctx.clock.now()) }
  const newIdOf = new Map(original.images.map((image) => [image.id, newId()]))
  const taken = new Set<string>()
  const rows = buildVariants(
    owner,
    original.variants.map(({ size, frame_style, is_digital, ...variant }) => {
      const kind = { size, frame_style, is_digital }
      const { price, compare_at_price, sky_pilot_asset_id, is_active, digital_file_id } = variant
      return {
        ...kind,
        ...{ price, compare_at_price, sky_pilot_asset_id, is_active, digital_file_id },
        id: undefined,
        title: variant.title,
        sku: freeSku(skuOf(prefix, id, kind), taken),
      }
    }),
  )
  const variants = rows.map((row, index) => {
    const before = original.variants[index]
    return {
      ...row,
      image_id: (before?.image_id && newIdOf.get(before.image_id)) || null,
      digital_file_key: before?.digital_file_key ?? null,
      digital_file_name: before?.digital_file_name ?? null,
    }
  })
  const { quote_id, asset_id, description, description_html, seo_title } = original
  const { seo_description, category, product_type, vendor, tags, currency, collection } = original
  const { is_unprofitable, is_below_print, has_mockups } = original
  const product = {
    ...emptyProduct(owner),
    ...{ quote_id, asset_id, title, description, description_html, seo_title, seo_description },
    ...{ category, product_type, vendor, tags, currency, collection },
    ...{ is_unprofitable, is_below_print, has_mockups },
    request_hash: requestHash,
  }
  return [
    ctx.db.insert(products).values(product),
    ...writeVariants(ctx, variants),
    copyImages(ctx, { from: original.id, to: id, newIdOf, now: owner.now }),
    markUsed(ctx, picturesOf(original.images)),
    recordActivity(ctx, {
      action_type: 'product_created',
      module: 'products',
      details: { productId: id, title, variantCount: rows.length },
      reference_id: id,
      reference_table: 'products',
    }),
  ]
}

type Images = { from: string; to: string; newIdOf: ReadonlyMap<string, string>; now: string }

/** From the rows as they are when it is written: a file whose row has gone is not named again. */
function copyImages(ctx: Context, { from, to, newIdOf, now }: Images): Statement {
  return ctx.db.run(sql`
    INSERT INTO product_images (user_id, id, product_id, position, picture_id, file_key,
      thumbnail_key, width, height, alt, source_type, source_id, asset_id, scene, created_at)
    SELECT user_id, copies.value, ${to}, position, picture_id, file_key, thumbnail_key, width, height, alt,
      source_type, source_id, asset_id, scene, ${now}
    FROM json_each(${JSON.stringify(Object.fromEntries(newIdOf))}) AS copies
    CROSS JOIN product_images
    WHERE product_images.user_id = ${ctx.userId} AND product_images.id = copies.key
      AND product_id = ${from}`)
}
