import { and, asc, eq, notExists, type SQL, sql } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { isAnyOf, type Statement, writeAll } from '../../db/client.ts'
import { pictures } from '../../db/schema/pictures.ts'
import { products } from '../../db/schema/products.ts'
import {
  type Publication,
  type PublicationImage,
  type PublicationStatus,
  productPublications,
  publicationImages,
} from '../../db/schema/publications.ts'
import { hasUndelivered } from '../products/sale-refusals.ts'
import { type Content, sentContent } from '../products/shop-content.ts'
import type { Reading } from './reading.ts'

/** Names one publication: a product at a shop. */
export type PublicationKey = { productId: string; shop: string }

/** A publication and the task that works on it. */
export type TaskKey = { key: PublicationKey; taskId: string }

/** What was sent to the shop last; undefined where nothing was, or it cannot be read any more. */
export function readSent({ sent }: Pick<Publication, 'sent'>): Content | undefined {
  if (sent === null) return undefined
  try {
    return sentContent.safeParse(JSON.parse(sent)).data
  } catch {
    return undefined
  }
}

/** Every shop a product is or was at, in the order of their domains. */
export async function listPublications(ctx: Context, productId: string): Promise<Publication[]> {
  return listAllPublications(ctx, [productId])
}

/** The same of many products. */
export async function listAllPublications(
  ctx: Context,
  productIds: readonly string[],
): Promise<Publication[]> {
  return ctx.db
    .select()
    .from(productPublications)
    .where(
      isAnyOf(
        [productPublications.user_id, productPublications.product_id],
        [ctx.userId],
        productIds,
      ),
    )
    .orderBy(asc(productPublications.shop_domain))
}

export async function findPublication(
  ctx: Context,
  key: PublicationKey,
): Promise<Publication | undefined> {
  return ctx.db.select().from(productPublications).where(isPublication(ctx, key)).get()
}

/** What is known of a product's pictures at a shop, by the picture's id here. */
export async function findShopImages(
  ctx: Context,
  key: PublicationKey,
): Promise<Map<string, PublicationImage>> {
  const rows = await ctx.db
    .select()
    .from(publicationImages)
    .where(
      and(
        eq(publicationImages.user_id, ctx.userId),
        eq(publicationImages.product_id, key.productId),
        eq(publicationImages.shop_domain, key.shop),
      ),
    )
  return new Map(rows.map((row) => [row.image_id, row]))
}

/** A run that another task has overtaken notes nothing that the newer one may have changed. */
function isTaskOf(ctx: Context, { key, taskId }: TaskKey): SQL {
  return sql`EXISTS (SELECT 1 FROM products WHERE products.user_id = ${ctx.userId}
    AND products.id = ${key.productId} AND products.publish_task_id = ${taskId})`
}

function isPublication(ctx: Context, { productId, shop }: PublicationKey) {
  return and(
    eq(productPublications.user_id, ctx.userId),
    eq(productPublications.product_id, productId),
    eq(productPublications.shop_domain, shop),
  )
}

/** The row of a product at a shop, as a statement; written while this task is the product's. */
export function openPublication(
  ctx: Context,
  productId: string,
  shop: string,
  taskId: string,
): Statement {
  const now = isoTime(ctx.clock.now())
  return ctx.db.run(sql`
    INSERT INTO product_publications (user_id, product_id, shop_domain, status, created_at, updated_at)
    SELECT user_id, id, ${shop}, 'unknown', ${now}, ${now} FROM products
    WHERE user_id = ${ctx.userId} AND id = ${productId} AND publish_task_id = ${taskId}
    ON CONFLICT (user_id, product_id, shop_domain) DO NOTHING`)
}

type FoundAtShop = {
  gid: string
  handle: string
  status: 'ACTIVE' | 'ARCHIVED' | 'DRAFT' | 'UNLISTED'
  variants: { gid: string; sku: string | null }[]
}

/** UNLISTED is sold to whoever has the link. */
const STATUSES: Record<FoundAtShop['status'], PublicationStatus> = {
  ACTIVE: 'active',
  UNLISTED: 'active',
  DRAFT: 'draft',
  ARCHIVED: 'archived',
}

/**
 * Keeps what the shop calls a product: from here on it is found by the shop's own id. How the shop
 * showed it when it was read never takes `active` away: a call that sells it may have been made
 * since. Only the answer to a call that unpublishes it does (`keepShown`, `keepAbsent`).
 */
export async function keepFound(
  ctx: Context,
  key: PublicationKey,
  found: FoundAtShop,
): Promise<void> {
  await writeAll(ctx.db, [keepIds(ctx, key, found)])
}

function keepIds(ctx: Context, key: PublicationKey, found: FoundAtShop, more = {}): Statement {
  return ctx.db
    .update(productPublications)
    .set({
      shop_product_id: shopNumber(found.gid),
      shop_product_gid: found.gid,
      handle: found.handle,
      status: sql`CASE WHEN ${productPublications.status} = 'active' THEN 'active'
        ELSE ${STATUSES[found.status]} END`,
      updated_at: isoTime(ctx.clock.now()),
      ...more,
    })
    .where(isPublication(ctx, key))
}

/**
 * The shop has none by this id (null: by ours): forgets what it called the product, so that it can
 * be made again. Changes nothing once the product has another task, or is known by another id.
 */
export async function keepAbsent(
  ctx: Context,
  { key, taskId }: TaskKey,
  gid: string | null,
): Promise<void> {
  const isSame = and(
    isPublication(ctx, key),
    sql`${productPublications.shop_product_gid} IS ${gid}`,
    isTaskOf(ctx, { key, taskId }),
  )
  const still = sql`EXISTS (SELECT 1 FROM product_publications WHERE ${isSame})`
  await writeAll(ctx.db, [
    ctx.db.run(sql`DELETE FROM publication_variants WHERE ${ofPublication(ctx, key)} AND ${still}`),
    ctx.db.run(sql`
      UPDATE publication_images SET shop_image_id = NULL, shop_image_gid = NULL
      WHERE ${ofPublication(ctx, key)} AND ${still}`),
    ctx.db
      .update(productPublications)
      .set({
        status: 'absent',
        shop_product_id: null,
        shop_product_gid: null,
        handle: null,
        url: null,
        sent: null,
        sent_hash: null,
        unsent_since: null,
        joined_collection_gid: null,
        updated_at: isoTime(ctx.clock.now()),
      })
      .where(isSame),
  ])
}

function ofPublication(ctx: Context, { productId, shop }: PublicationKey) {
  return sql`user_id = ${ctx.userId} AND product_id = ${productId} AND shop_domain = ${shop}`
}

/** Keeps that a picture was pushed, and where the shop can take it from. */
export async function keepStagedImage(
  ctx: Context,
  key: PublicationKey,
  imageId: string,
  stagedUrl: string,
): Promise<void> {
  const staged = { staged_url: stagedUrl, staged_at: isoTime(ctx.clock.now()) }
  const columns = { ...staged, shop_image_id: null, shop_image_gid: null }
  await ctx.db
    .insert(publicationImages)
    .values({
      user_id: ctx.userId,
      product_id: key.productId,
      shop_domain: key.shop,
      image_id: imageId,
      ...columns,
    })
    .onConflictDoUpdate({
      target: [
        publicationImages.user_id,
        publicationImages.product_id,
        publicationImages.shop_domain,
        publicationImages.image_id,
      ],
      set: columns,
    })
}

/**
 * Keeps what the shop confirmed: its ids for product, variants (by SKU) and pictures (by their
 * place among those sent), and the content, with the tags that it had before: those follow.
 * Ids are kept by our own ids of what was sent, whatever a person has saved since.
 */
export async function keepSent(
  ctx: Context,
  key: PublicationKey,
  content: Content,
  answer: FoundAtShop & { media: { gid: string }[] },
): Promise<void> {
  const idsBySku = new Map(content.variants.map(({ sku, id }) => [sku, id]))
  const variants = answer.variants.flatMap(({ sku, gid }) => {
    const id = idsBySku.get(sku ?? '')
    return id ? [{ id, gid, number: shopNumber(gid) }] : []
  })
  const isWhole = answer.media.length === content.pictures.length
  const images = isWhole
    ? content.pictures.flatMap(({ id }, index) => {
        const gid = answer.media[index]?.gid
        return gid ? [{ id, gid, number: shopNumber(gid) }] : []
      })
    : []
  await writeAll(ctx.db, [
    keepIds(ctx, key, answer, { sent: JSON.stringify(content) }),
    ctx.db.run(sql`DELETE FROM publication_variants WHERE ${ofPublication(ctx, key)}`),
    ctx.db.run(sql`
      INSERT INTO publication_variants (user_id, product_id, shop_domain, variant_id,
        shop_variant_id, shop_variant_gid)
      SELECT ${ctx.userId}, ${key.productId}, ${key.shop}, value ->> 'id', value ->> 'number',
        value ->> 'gid' FROM json_each(${JSON.stringify(variants)})`),
    ctx.db.run(sql`DELETE FROM publication_images WHERE ${ofPublication(ctx, key)}`),
    ctx.db.run(sql`
      INSERT INTO publication_images (user_id, product_id, shop_domain, image_id, shop_image_id,
        shop_image_gid)
      SELECT ${ctx.userId}, ${key.productId}, ${key.shop}, value ->> 'id', value ->> 'number',
        value ->> 'gid' FROM json_each(${JSON.stringify(images)})`),
  ])
}

/**
 * Keeps that all of this content was sent, tags included, and by which task. A product that was
 * edited since `version` was read has unpublished changes from now on.
 */
export async function keepAllSent(
  ctx: Context,
  { key, taskId }: TaskKey,
  content: Content,
  { hash, version }: { hash: string; version: number },
): Promise<void> {
  const isAsSent = sql`EXISTS (SELECT 1 FROM products WHERE products.user_id = ${ctx.userId}
    AND products.id = ${key.productId} AND products.version = ${version})`
  const now = isoTime(ctx.clock.now())
  await ctx.db
    .update(productPublications)
    .set({
      sent: JSON.stringify(content),
      sent_hash: hash,
      sent_task_id: taskId,
      unsent_since: sql`CASE WHEN ${isAsSent} THEN NULL
        ELSE coalesce(${productPublications.unsent_since}, ${now}) END`,
    })
    .where(and(isPublication(ctx, key), isTaskOf(ctx, { key, taskId })))
}

/** After this a product at a shop is looked at again, though nobody opened it. */
const LOOK_AGAIN_MS = 24 * 60 * 60_000

export type Look = {
  /** What the shop shows; null: it has no such product. */
  reading: Reading | null
  /** When it was read. ISO 8601. */
  readAt: string
  /** The fields that were changed there and that nobody has decided on. */
  drifted: readonly string[]
  /** The product's task when that was read: it counts while that is still so, and has ended. */
  taskId: string | null
  /** What is to count as the shop's state from now on; left out, that stays. */
  base?: Reading
}

/**
 * Keeps what a shop showed, for the page and the nightly look, and what of it was changed there.
 * Nothing is written once the product has another task, or one is under way: that one looks
 * itself. True when it was written. A product that is gone keeps `shop_seen` null at `seen_at`.
 */
export async function keepReading(ctx: Context, key: PublicationKey, look: Look): Promise<boolean> {
  const { reading, readAt, drifted, taskId, base } = look
  const isAtRest = sql`EXISTS (SELECT 1 FROM products WHERE products.user_id = ${ctx.userId}
    AND products.id = ${key.productId} AND products.publish_task_id IS ${taskId}
    AND products.publish_state IN ('idle', 'failed'))`
  const isNewer = sql`coalesce(${productPublications.seen_at}, '') <= ${readAt}`
  const kept = await ctx.db
    .update(productPublications)
    .set({
      ...seenColumns(reading, readAt, drifted),
      ...(base ? { shop_base: JSON.stringify(base) } : {}),
    })
    .where(and(isPublication(ctx, key), isAtRest, isNewer))
    .returning({ shop: productPublications.shop_domain })
  return kept.length > 0
}

/** The columns that say what a shop shows, since when it differs, and when it is looked at again. */
export function seenColumns(reading: Reading | null, readAt: string, drifted: readonly string[]) {
  return {
    shop_seen: reading && JSON.stringify(reading),
    seen_at: readAt,
    look_at: isoTime(Date.parse(readAt) + LOOK_AGAIN_MS),
    drifted_fields: [...drifted],
    drifted_since:
      drifted.length === 0
        ? null
        : sql<string>`coalesce(${productPublications.drifted_since}, ${readAt})`,
  }
}

/** What the next call is to reach: `sent` changes what is there, as it is shown there. */
export type Intent = 'unknown' | 'sent' | 'active'

/**
 * Written before the call that makes the product, changes it or puts it on sale: whether its answer
 * arrives or not. Nothing is written, and the call is not made, once the task is no longer the
 * product's (`lost`): whoever unpublished it meanwhile may not have looked at this shop; or once
 * one of the pictures that the call shows was rejected, or a download of the product has lost its
 * file or the word that the delivery app has it (`refused`).
 */
export async function keepIntent(
  ctx: Context,
  { key, taskId }: TaskKey,
  intent: Intent,
  pictureIds: readonly string[],
): Promise<'kept' | 'refused' | 'lost'> {
  const now = isoTime(ctx.clock.now())
  const published_at = sql`CASE WHEN ${productPublications.status} = 'active'
    THEN coalesce(${productPublications.published_at}, ${now}) ELSE ${now} END`
  const isOwnTask = sql`EXISTS (SELECT 1 FROM products WHERE products.user_id = ${ctx.userId}
    AND products.id = ${key.productId} AND products.publish_task_id = ${taskId}
    AND products.publish_state = 'publishing')`
  const shown = isAnyOf([pictures.user_id, pictures.id], [ctx.userId], pictureIds)
  const isRejected = and(shown, eq(pictures.decision, 'rejected'))
  const undelivered = hasUndelivered(ctx, key.productId, key.shop)
  const write = ctx.db
    .update(productPublications)
    .set({
      ...(intent === 'sent' ? {} : { status: intent }),
      ...(intent === 'active' ? { published_at } : {}),
      updated_at: now,
    })
    .where(
      and(
        isPublication(ctx, key),
        isOwnTask,
        notExists(ctx.db.select({ id: pictures.id }).from(pictures).where(isRejected)),
        sql`NOT ${undelivered}`,
      ),
    )
    .returning({ status: productPublications.status })
  const rejected = ctx.db.select({ id: pictures.id }).from(pictures).where(isRejected).limit(1)
  const lacking = ctx.db
    .select({ id: products.id })
    .from(products)
    .where(and(eq(products.user_id, ctx.userId), eq(products.id, key.productId), undelivered))
  const [kept, ...found] = await ctx.db.batch([write, rejected, lacking])
  if (kept.length > 0) return 'kept'
  return found.flat().length > 0 ? 'refused' : 'lost'
}

/** Keeps how the shop shows the product now, once it has said so to this task. */
export async function keepShown(
  ctx: Context,
  { key, taskId }: TaskKey,
  shown: { status: PublicationStatus; handle?: string; url?: string },
): Promise<void> {
  const now = isoTime(ctx.clock.now())
  await ctx.db
    .update(productPublications)
    .set({ ...shown, last_synced_at: now, updated_at: now })
    .where(and(isPublication(ctx, key), isTaskOf(ctx, { key, taskId })))
}

/** What the shop leaves unanswered for longer than this it will not do any more. */
const LATEST_EFFECT_MS = 15 * 60_000

/** When a call made now has been carried out, if it ever is. ISO 8601. */
export function recheckTime(ctx: Context): string {
  return isoTime(ctx.clock.now() + LATEST_EFFECT_MS)
}

/** Sets when the shop is to be looked at again, where the condition holds, as a statement. */
export function setRecheck(
  ctx: Context,
  key: PublicationKey,
  at: string | null,
  condition: SQL,
): Statement {
  return ctx.db
    .update(productPublications)
    .set({ recheck_at: at })
    .where(and(isPublication(ctx, key), condition))
}

/** `gid://shopify/Product/123` → `123`: what Shopify calls the numeric id. */
function shopNumber(gid: string): string {
  return gid.slice(gid.lastIndexOf('/') + 1)
}
