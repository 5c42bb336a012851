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
  publicationVariants,
} from '../../db/schema/publications.ts'
import { hasUndelivered } from '../products/sale-refusals.ts'
import { type Content, sentContent } from '../products/shop-content.ts'
import type { Field } from './sides/fields.ts'
import type { Reading } from './sides/reading.ts'
import type { Sending } from './sides/sending.ts'

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

/** What a shop calls a product's variants, by their ids here. */
export async function findShopVariants(
  ctx: Context,
  { productId, shop }: PublicationKey,
): Promise<Map<string, string>> {
  const rows = await ctx.db
    .select({ id: publicationVariants.variant_id, gid: publicationVariants.shop_variant_gid })
    .from(publicationVariants)
    .where(
      and(
        eq(publicationVariants.user_id, ctx.userId),
        eq(publicationVariants.product_id, productId),
        eq(publicationVariants.shop_domain, shop),
      ),
    )
  return new Map(rows.map(({ id, gid }) => [id, gid]))
}

/** A run that another task has overtaken notes nothing that the newer one may have changed. */
export function isTaskOf(ctx: Context, { key, taskId }: TaskKey): SQL {
  return sql`EXISTS (SELECT 1 FROM products WHERE products.user_id = ${ctx.userId}
    AND products.id = ${key.productId} AND products.publish_task_id = ${taskId})`
}

export function isPublication(ctx: Context, { productId, shop }: PublicationKey) {
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

export type FoundAtShop = {
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

export function keepIds(
  ctx: Context,
  key: PublicationKey,
  found: FoundAtShop,
  more = {},
): Statement {
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

/** What is known of a product that a shop has not, or no longer. */
export const NOT_THERE = {
  status: 'absent',
  shop_product_id: null,
  shop_product_gid: null,
  handle: null,
  url: null,
  sent: null,
  sent_hash: null,
  unsent_since: null,
  joined_collection_gid: null,
} as const

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
        ...NOT_THERE,
        updated_at: isoTime(ctx.clock.now()),
      })
      .where(isSame),
  ])
}

export function ofPublication(ctx: Context, { productId, shop }: PublicationKey) {
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
function seenColumns(reading: Reading | null, readAt: string, drifted: readonly string[]) {
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

/** Forgets what the shop calls a picture that it could not process; how often that was. */
export async function countFailure(
  ctx: Context,
  key: PublicationKey,
  imageId: string,
): Promise<number> {
  const [row] = await ctx.db
    .update(publicationImages)
    .set({
      failures: sql`${publicationImages.failures} + 1`,
      shop_image_id: null,
      shop_image_gid: null,
      staged_url: null,
      staged_at: null,
    })
    .where(isImage(ctx, key, imageId))
    .returning({ failures: publicationImages.failures })
  return row?.failures ?? 0
}

/** A person who publishes it again has as many tries again. */
export async function forgetFailures(
  ctx: Context,
  key: PublicationKey,
  imageId: string,
): Promise<void> {
  await ctx.db
    .update(publicationImages)
    .set({ failures: 0 })
    .where(isImage(ctx, key, imageId))
}

function isImage(ctx: Context, key: PublicationKey, imageId: string) {
  return and(
    eq(publicationImages.user_id, ctx.userId),
    eq(publicationImages.product_id, key.productId),
    eq(publicationImages.shop_domain, key.shop),
    eq(publicationImages.image_id, imageId),
  )
}

/** What the next call is to reach: `sent` changes what is there, as it is shown there. */
export type Intent = 'unknown' | 'sent' | 'active'

type Intended = {
  intent: Intent
  /** The pictures that the call shows. */
  pictureIds: readonly string[]
  /** What it may change. */
  sending: Sending
}

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
  { intent, pictureIds, sending }: Intended,
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
      sending: JSON.stringify(sending),
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

/**
 * Written before the call that takes a product off sale, as `keepIntent`; false once the task is no
 * longer the product's.
 */
export async function keepSending(
  ctx: Context,
  { key, taskId }: TaskKey,
  sending: Sending,
): Promise<boolean> {
  const kept = await ctx.db
    .update(productPublications)
    .set({ sending: JSON.stringify(sending) })
    .where(and(isPublication(ctx, key), isTaskOf(ctx, { key, taskId })))
    .returning({ shop: productPublications.shop_domain })
  return kept.length > 0
}

/** How a task leaves the product at its shop. */
type End = {
  shown: { status: PublicationStatus; handle?: string; url?: string }
  /** What the shop shows, and what counts as its state from now on. */
  reading: Reading
  base: Reading
  drifted: readonly string[]
  /** What was pushed over what it showed: decided no more. */
  pushed: readonly Field[]
}

/** Keeps how the shop shows the product now, once it has said so to this task. */
export async function keepEnd(
  ctx: Context,
  { key, taskId }: TaskKey,
  { shown, reading, base, drifted, pushed }: End,
): Promise<void> {
  const now = isoTime(ctx.clock.now())
  const paths = sql.join(
    pushed.map((field) => sql`${`$.${field}`}`),
    sql`, `,
  )
  await ctx.db
    .update(productPublications)
    .set({
      ...shown,
      ...seenColumns(reading, now, drifted),
      shop_base: JSON.stringify(base),
      ...(pushed.length > 0
        ? { decisions: sql`json_remove(${productPublications.decisions}, ${paths})` }
        : {}),
      last_synced_at: now,
      updated_at: now,
    })
    .where(and(isPublication(ctx, key), isTaskOf(ctx, { key, taskId })))
}

/** Keeps what was changed at the shop since it was published: why this task sends nothing. */
export async function keepDrift(
  ctx: Context,
  { key, taskId }: TaskKey,
  { reading, readAt, drifted }: Pick<Look, 'reading' | 'readAt' | 'drifted'>,
): Promise<void> {
  await ctx.db
    .update(productPublications)
    .set(seenColumns(reading, readAt, drifted))
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

/**
 * Every call of a run, and of those before it, was answered: nothing is looked for, and nothing at
 * the shop is taken for our own doing any more. A task that `goesOn` keeps that it has begun.
 */
export function keepHeard(
  ctx: Context,
  key: PublicationKey,
  mark: string,
  { goesOn }: { goesOn: boolean },
): Statement {
  const { sending } = productPublications
  return ctx.db
    .update(productPublications)
    .set({
      recheck_at: null,
      sending: goesOn ? sql`json_set(${sending}, '$.calls', json('[]'))` : null,
    })
    .where(and(isPublication(ctx, key), eq(productPublications.recheck_at, mark)))
}

/** `gid://shopify/Product/123` → `123`: what Shopify calls the numeric id. */
export function shopNumber(gid: string): string {
  return gid.slice(gid.lastIndexOf('/') + 1)
}
