import { and, eq, exists, isNull, type SQL, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { type Statement, writeAll } from '../../db/client.ts'
import { approvalItems } from '../../db/schema/desk.ts'
import { productChanges } from '../../db/schema/product-changes.ts'
import { productImages, products, productVariants } from '../../db/schema/products.ts'
import {
  productPublications,
  publicationImages,
  publicationVariants,
} from '../../db/schema/publications.ts'
import { AppError } from '../../errors.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { removeUnnamedFiles } from '../assets/remove-unnamed-files.ts'
import { getShopAccount, listShopDomains } from '../integrations/get-shopify-account.ts'
import { markUnused } from '../pictures/picture.ts'
import { findProductRow, getProduct } from '../products/get-product.ts'
import type { ProductRow } from '../products/load-parts.ts'
import { productMoved } from '../products/update-product.ts'
import { picturesOf } from '../products/write-parts.ts'
import { changeRetry, findRetry } from '../retries/queue.ts'
import { listPublications } from './publications.ts'
import { locateByOurId } from './sync/locate-product.ts'
import { openShop } from './sync/open-shop.ts'
import { changedMeanwhile, IS_UNDER_WAY, isUnderWay } from './task.ts'

/**
 * Deletes a product that no shop has, with its variants and pictures. `version` is the one that
 * the caller saw.
 *
 * @throws AppError not_found
 * @throws AppError conflict it is at a shop, or on its way there; or a shop may have it that the hub
 *   cannot ask, since it has no credentials for that shop any more
 * @throws AppError unavailable a shop has to be asked and does not answer
 * @throws AppError precondition_failed another version
 */
export async function deleteProduct(
  ctx: Context,
  id: string,
  { version }: { version?: number | undefined } = {},
): Promise<void> {
  const product = await getProduct(ctx, id)
  if (version !== undefined && version !== product.version) throw productMoved()
  if (isUnderWay(product)) throw onItsWay()
  await assertAtNoShop(ctx, id)
  await writeAll(ctx.db, [
    ...(await deletion(ctx, product, version)),
    markUnused(ctx, picturesOf(product.images)),
  ])
  const left = await findProductRow(ctx, id)
  if (left) {
    throw version !== undefined && version !== left.version ? productMoved() : changedMeanwhile()
  }
  await removeUnnamedFiles(
    ctx,
    product.images.map((image) => image.file_key),
  )
}

/**
 * No shop is known to have it, and every shop whose answer may have been lost says that it has not.
 * One that cannot be asked may have it: deleting it here would leave nobody who knows of it.
 */
async function assertAtNoShop(ctx: Context, id: string): Promise<void> {
  const publications = await listPublications(ctx, id)
  const held = await listShopDomains(ctx)
  for (const { shop_domain: shop, status, shop_product_gid } of publications) {
    const isHeld = held.includes(shop)
    if (shop_product_gid) throw isHeld ? atShop(shop) : atLostShop(shop)
    if (status !== 'unknown') continue
    if (!isHeld) throw maybeAtLostShop(shop)
    const call = openShop(ctx, await getShopAccount(ctx, shop))
    const located = await locateByOurId(ctx, call, { productId: id, shop })
    if (located.kind !== 'ok') throw silentShop()
    if (located.value) throw atShop(shop)
  }
}

/** Everything only while it may be deleted: one that was published meanwhile keeps its parts. */
async function deletion(
  ctx: Context,
  { id, publish_task_id }: Pick<ProductRow, 'id' | 'publish_task_id'>,
  version: number | undefined,
): Promise<Statement[]> {
  const subject = { operation_type: 'product_publish', subject_id: id } as const
  const retry = await findRetry(ctx, subject)
  const { db, userId } = ctx
  const deletable = and(
    eq(products.user_id, userId),
    eq(products.id, id),
    version === undefined ? undefined : eq(products.version, version),
    sql`NOT EXISTS (SELECT 1 FROM product_publications AS at WHERE at.user_id = ${userId}
      AND at.product_id = ${id} AND at.shop_product_gid IS NOT NULL)`,
    // No task since the shops were asked.
    sql`${products.publish_task_id} IS ${publish_task_id}`,
    sql`NOT ${IS_UNDER_WAY}`,
  )
  const mayGo = exists(db.select({ id: products.id }).from(products).where(deletable))
  return [
    db
      .delete(productVariants)
      .where(and(eq(productVariants.user_id, userId), eq(productVariants.product_id, id), mayGo)),
    db
      .delete(productImages)
      .where(and(eq(productImages.user_id, userId), eq(productImages.product_id, id), mayGo)),
    db
      .delete(approvalItems)
      .where(
        and(
          eq(approvalItems.user_id, userId),
          eq(approvalItems.reference_id, id),
          isNull(approvalItems.picture_id),
          mayGo,
        ),
      ),
    ...changeRetry(ctx, subject, retry, { kind: 'discarded' }, mayGo),
    ...removePublications(ctx, id, mayGo),
    db
      .delete(productChanges)
      .where(and(eq(productChanges.user_id, userId), eq(productChanges.product_id, id), mayGo)),
    db.delete(products).where(deletable).returning({ id: products.id }),
    recordActivity(
      ctx,
      {
        action_type: 'product_deleted',
        module: 'products',
        details: { productId: id },
        reference_id: id,
        reference_table: 'products',
      },
      { onlyIfChanged: true },
    ),
  ]
}

/** Rows of shops that have nothing of it, the parts before what they refer to. */
function removePublications(ctx: Context, id: string, mayGo: SQL): Statement[] {
  return [publicationVariants, publicationImages, productPublications].map((table) =>
    ctx.db.delete(table).where(and(eq(table.user_id, ctx.userId), eq(table.product_id, id), mayGo)),
  )
}

function silentShop(): AppError {
  return new AppError(
    'unavailable',
    'Shopify did not confirm whether it has this product. Nothing was changed. Try again.',
    { retryAfterSeconds: 10 },
  )
}

function onItsWay(): AppError {
  return new AppError(
    'conflict',
    'This product is being published right now. Nothing was deleted. Try again once that is done.',
  )
}

function atShop(shop: string): AppError {
  return new AppError(
    'conflict',
    `This product is in ${shop}, so it stays here too. Nothing was deleted. Retire or archive it instead.`,
  )
}

function atLostShop(shop: string): AppError {
  return new AppError(
    'conflict',
    `This product is in ${shop}, which is not connected. Nothing was deleted. Connect ${shop} again to retire or archive it.`,
  )
}

function maybeAtLostShop(shop: string): AppError {
  return new AppError(
    'conflict',
    `This product may be in ${shop}: Shopify never confirmed, and that store is not connected. Nothing was deleted. Connect ${shop} again to delete it, or archive it here.`,
  )
}
