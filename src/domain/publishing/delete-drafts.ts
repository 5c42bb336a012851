import { type SQL, sql } from 'drizzle-orm'
import * as z from 'zod'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { isAnyOf, type Statement, writeAll } from '../../db/client.ts'
import { productImages, products } from '../../db/schema/products.ts'
import { newId } from '../../ids.ts'
import { describeActor } from '../activity/describe-actor.ts'
import { removeUnnamedFiles } from '../assets/remove-unnamed-files.ts'
import { markUnused } from '../pictures/picture.ts'
import { type Changed, outcomeOf, readProducts, reasonsOf } from './change-several.ts'
import { listAllPublications } from './publications.ts'

const deletedIds = z.array(z.object({ id: z.string() }))

/**
 * Deletes drafts that were never sent to a shop, with their variants and pictures; artwork and
 * mockups stay. At most 200.
 */
export async function deleteDrafts(ctx: Context, ids: readonly string[]): Promise<Changed> {
  const [rows, publications, images] = await Promise.all([
    readProducts(ctx, ids),
    listAllPublications(ctx, ids),
    ctx.db
      .select({ file_key: productImages.file_key, picture_id: productImages.picture_id })
      .from(productImages)
      .where(isAnyOf([productImages.user_id, productImages.product_id], [ctx.userId], ids)),
  ])
  const sent = new Set(publications.map(({ product_id }) => product_id))
  const reasons = reasonsOf(rows, ({ id, status, publish_task_id }) => {
    if (status !== 'draft') return `It is ${status}. Only drafts can be deleted here.`
    if (!publish_task_id && !sent.has(id)) return undefined
    return 'It has been on Shopify. Delete it on its own page, or archive it.'
  })
  const open = rows.flatMap(({ id }) => (reasons.has(id) ? [] : [id]))
  if (open.length === 0) return outcomeOf(rows, reasons, new Set())
  const deleted = await writeDeletion(
    ctx,
    open,
    images.flatMap(({ picture_id }) => picture_id ?? []),
  )
  await removeUnnamedFiles(
    ctx,
    images.map(({ file_key }) => file_key),
  )
  return outcomeOf(rows, reasons, deleted)
}

/** Everything only of what may still be deleted: a draft that was published meanwhile stays whole. */
async function writeDeletion(
  ctx: Context,
  ids: readonly string[],
  pictureIds: readonly string[],
): Promise<Set<string>> {
  const results = await writeAll(ctx.db, draftDeletion(ctx, ids, pictureIds))
  return new Set(deletedIds.parse(results[5]).map(({ id }) => id))
}

type Deletable = { status?: 'draft' | 'pending'; alsoWhile?: SQL }

/** The same as statements for another batch, only while this holds too; or of what is proposed. */
export function draftDeletion(
  ctx: Context,
  ids: readonly string[],
  pictureIds: readonly string[],
  { status = 'draft', alsoWhile = sql`true` }: Deletable = {},
): Statement[] {
  const actor = describeActor(ctx.actor)
  const asked = JSON.stringify(ids.map((id) => ({ id, activity_id: newId() })))
  const deletable = sql`FROM json_each(${asked}) AS asked
    CROSS JOIN products AS p ON p.user_id = ${ctx.userId} AND p.id = asked.value ->> 'id'
    WHERE ${alsoWhile} AND p.status = ${status} AND p.publish_task_id IS NULL AND NOT EXISTS (
      SELECT 1 FROM product_publications AS shop
      WHERE shop.user_id = p.user_id AND shop.product_id = p.id)`
  const mine = sql`(SELECT p.user_id, p.id ${deletable})`
  return [
    ctx.db.run(sql`
      INSERT INTO activity_log (user_id, id, action_type, details, executed, module, reference_id,
        reference_table, actor_type, actor_id, actor_name, created_at)
      SELECT p.user_id, asked.value ->> 'activity_id', 'product_deleted',
        json_object('productId', p.id, 'title', p.title), 1, 'products', p.id, 'products',
        ${actor.type}, ${actor.id}, ${actor.name}, ${isoTime(ctx.clock.now())} ${deletable}`),
    ctx.db.run(sql`DELETE FROM product_variants WHERE (user_id, product_id) IN ${mine}`),
    ctx.db.run(sql`DELETE FROM product_images WHERE (user_id, product_id) IN ${mine}`),
    ctx.db.run(sql`
      DELETE FROM approval_items WHERE (user_id, reference_id) IN ${mine} AND picture_id IS NULL`),
    ctx.db.run(sql`DELETE FROM product_changes WHERE (user_id, product_id) IN ${mine}`),
    ctx.db.delete(products).where(sql`(user_id, id) IN ${mine}`).returning({ id: products.id }),
    markUnused(ctx, pictureIds),
  ]
}
