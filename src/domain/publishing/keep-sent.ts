import { and, eq, type SQL, sql } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { type Statement, writeAll } from '../../db/client.ts'
import { products } from '../../db/schema/products.ts'
import { productPublications } from '../../db/schema/publications.ts'
import type { FullProduct } from '../products/load-parts.ts'
import { type Content, contentOf } from '../products/shop-content.ts'
import {
  type FoundAtShop,
  isPublication,
  isTaskOf,
  keepIds,
  ofPublication,
  type PublicationKey,
  shopNumber,
  type TaskKey,
} from './publications.ts'
import { hashSent } from './sides/hash-sent.ts'
import type { Reading } from './sides/reading.ts'
import type { Sending } from './sides/sending.ts'

/** What a shop calls a part, by our id of it. */
type PartId = { id: string; gid: string }

export type Confirmed = {
  /** What was published before this call and with it. */
  content: Content
  /** What the shop showed when it confirmed that, field by field. */
  base: Reading
  answer: FoundAtShop
  /** Left out where the call sent none. */
  variants?: readonly PartId[] | undefined
  images?: readonly PartId[] | undefined
  /** What is still to be answered. */
  sending: Sending
  /** Nothing was published there before: its handle is left alone from now on. */
  isFirst: boolean
}

/**
 * Keeps what the shop confirmed: its ids for product, variants and pictures, and the content field
 * by field. Ids are kept by our own ids of what was sent, whatever a person has saved since. Once
 * another task has begun to write there, only the product's id is kept.
 */
export async function keepSent(
  ctx: Context,
  { key, taskId }: TaskKey,
  confirmed: Confirmed,
): Promise<void> {
  const { content, base, answer, variants, images, sending, isFirst } = confirmed
  const isOurs = sql`EXISTS (SELECT 1 FROM product_publications AS own WHERE
    own.user_id = ${ctx.userId} AND own.product_id = ${key.productId}
    AND own.shop_domain = ${key.shop} AND own.sending ->> '$.taskId' = ${taskId})`
  await writeAll(ctx.db, [
    keepIds(ctx, key, answer),
    ctx.db
      .update(productPublications)
      .set({
        sent: JSON.stringify(content),
        shop_base: JSON.stringify(base),
        sending: JSON.stringify(sending),
      })
      .where(and(isPublication(ctx, key), isOurs)),
    ...(variants ? keepVariantIds(ctx, key, variants, isOurs) : []),
    ...(images ? keepImageIds(ctx, key, images, isOurs) : []),
    ...(isFirst ? [lockHandle(ctx, key, isOurs)] : []),
  ])
}

function keepVariantIds(
  ctx: Context,
  key: PublicationKey,
  variants: readonly PartId[],
  condition: SQL,
): Statement[] {
  return [
    ctx.db.run(
      sql`DELETE FROM publication_variants WHERE ${ofPublication(ctx, key)} AND ${condition}`,
    ),
    ctx.db.run(sql`
      INSERT INTO publication_variants (user_id, product_id, shop_domain, variant_id,
        shop_variant_id, shop_variant_gid)
      SELECT ${ctx.userId}, ${key.productId}, ${key.shop}, value ->> 'id', value ->> 'number',
        value ->> 'gid' FROM json_each(${partsJson(variants)}) WHERE ${condition}`),
  ]
}

/** A picture that is sent again keeps how many times it failed. */
function keepImageIds(
  ctx: Context,
  key: PublicationKey,
  images: readonly PartId[],
  condition: SQL,
): Statement[] {
  const parts = partsJson(images)
  return [
    ctx.db.run(sql`DELETE FROM publication_images WHERE ${ofPublication(ctx, key)} AND ${condition}
      AND image_id NOT IN (SELECT value ->> 'id' FROM json_each(${parts}))`),
    ctx.db.run(sql`
      INSERT INTO publication_images (user_id, product_id, shop_domain, image_id, shop_image_id,
        shop_image_gid)
      SELECT ${ctx.userId}, ${key.productId}, ${key.shop}, value ->> 'id', value ->> 'number',
        value ->> 'gid' FROM json_each(${parts}) WHERE ${condition}
      ON CONFLICT (user_id, product_id, shop_domain, image_id) DO UPDATE SET staged_url = NULL,
        staged_at = NULL, shop_image_id = excluded.shop_image_id,
        shop_image_gid = excluded.shop_image_gid`),
  ]
}

function partsJson(parts: readonly PartId[]): string {
  return JSON.stringify(parts.map(({ id, gid }) => ({ id, gid, number: shopNumber(gid) })))
}

/** No edit of a person's, so the version stays; where another shop has it too, it was decided. */
function lockHandle(ctx: Context, { productId, shop }: PublicationKey, condition: SQL): Statement {
  return ctx.db.run(sql`
    UPDATE products SET locked_fields = json_insert(locked_fields, '$[#]', 'handle')
    WHERE user_id = ${ctx.userId} AND id = ${productId} AND ${condition}
      AND NOT EXISTS (SELECT 1 FROM json_each(products.locked_fields) WHERE value = 'handle')
      AND NOT EXISTS (SELECT 1 FROM product_publications AS other
        WHERE other.user_id = ${ctx.userId} AND other.product_id = ${productId}
          AND other.shop_domain <> ${shop} AND other.sent IS NOT NULL)`)
}

const TRIES = 3

/**
 * Keeps that all that was to be sent of this product was, and by which task. What differs from it,
 * and a product that was edited since it was read, has unpublished changes from now on.
 */
export async function keepAllSent(
  ctx: Context,
  { key, taskId }: TaskKey,
  product: FullProduct,
  { content, base, sending }: { content: Content; base: Reading; sending: Sending },
): Promise<void> {
  const own = and(eq(products.user_id, ctx.userId), eq(products.id, key.productId))
  for (let tries = 1; tries <= TRIES; tries += 1) {
    const row = await ctx.db
      .select({ locked: products.locked_fields })
      .from(products)
      .where(own)
      .get()
    if (!row) return
    const [hash, wanted] = await Promise.all([
      hashSent(content, row.locked),
      hashSent(contentOf(product), row.locked),
    ])
    const isAsSent = sql`${hash === wanted ? 1 : 0} AND EXISTS (SELECT 1 FROM products
      WHERE products.user_id = ${ctx.userId} AND products.id = ${key.productId}
        AND products.version = ${product.version})`
    const isLockedSo = sql`EXISTS (SELECT 1 FROM products WHERE products.user_id = ${ctx.userId}
      AND products.id = ${key.productId}
      AND json(products.locked_fields) = json(${JSON.stringify(row.locked)}))`
    const kept = await ctx.db
      .update(productPublications)
      .set({
        sent: JSON.stringify(content),
        sent_hash: hash,
        sent_task_id: taskId,
        sent_rows: JSON.stringify(product),
        shop_base: JSON.stringify(base),
        sending: JSON.stringify(sending),
        unsent_since: sql`CASE WHEN ${isAsSent} THEN NULL
          ELSE coalesce(${productPublications.unsent_since}, ${isoTime(ctx.clock.now())}) END`,
      })
      .where(and(isPublication(ctx, key), isTaskOf(ctx, { key, taskId }), isLockedSo))
      .returning({ shop: productPublications.shop_domain })
    if (kept.length > 0) return
  }
}
