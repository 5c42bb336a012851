import { and, eq, exists, inArray, isNull } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { type Statement, writeAll } from '../../db/client.ts'
import { approvalItems, retryQueue } from '../../db/schema/desk.ts'
import { productImages, products, productVariants } from '../../db/schema/products.ts'
import { AppError } from '../../errors.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { removeUnnamedFiles } from '../assets/remove-unnamed-files.ts'
import { markUnused } from '../pictures/picture.ts'
import { isAtShop } from '../publishing/is-at-shop.ts'
import { findProductRow, getProduct } from './get-product.ts'
import type { FullProduct } from './load-parts.ts'
import { productMoved } from './update-product.ts'
import { picturesOf } from './write-parts.ts'

/**
 * Deletes a product that no shop has, with its variants and pictures. `version` is the one that
 * the caller saw.
 * @throws AppError not_found; conflict while it is at the shop or on its way there; unavailable
 *   where the shop has to be asked and does not answer; precondition_failed for another version.
 */
export async function deleteProduct(
  ctx: Context,
  id: string,
  { version }: { version?: number | undefined } = {},
): Promise<void> {
  const product = await getProduct(ctx, id)
  if (version !== undefined && version !== product.version) throw productMoved()
  const isUnderWay = !['idle', 'failed'].includes(product.publish_state)
  if (product.shopify_product_gid || isUnderWay || (await isAtShop(ctx, product))) {
    throw onShopify()
  }
  await writeAll(ctx.db, deletion(ctx, product, version))
  const left = await findProductRow(ctx, id)
  if (left) throw version !== undefined && version !== left.version ? productMoved() : onShopify()
  await removeUnnamedFiles(
    ctx,
    product.images.map((image) => image.file_key),
  )
}

/** Everything only while the product may go: one that was published meanwhile keeps its parts. */
function deletion(
  ctx: Context,
  { id, images }: FullProduct,
  version: number | undefined,
): Statement[] {
  const { db, userId } = ctx
  const deletable = and(
    eq(products.user_id, userId),
    eq(products.id, id),
    version === undefined ? undefined : eq(products.version, version),
    isNull(products.shopify_product_gid),
    inArray(products.publish_state, ['idle', 'failed']),
  )
  const mayGo = exists(db.select({ id: products.id }).from(products).where(deletable))
  const updated_at = isoTime(ctx.clock.now())
  return [
    db
      .delete(productVariants)
      .where(and(eq(productVariants.user_id, userId), eq(productVariants.product_id, id), mayGo)),
    db
      .delete(productImages)
      .where(and(eq(productImages.user_id, userId), eq(productImages.product_id, id), mayGo)),
    db
      .delete(approvalItems)
      .where(and(eq(approvalItems.user_id, userId), eq(approvalItems.reference_id, id), mayGo)),
    db
      .update(retryQueue)
      .set({ status: 'discarded', next_attempt_at: null, lease_until: null, updated_at })
      .where(
        and(
          eq(retryQueue.user_id, userId),
          eq(retryQueue.operation_type, 'product_publish'),
          eq(retryQueue.subject_id, id),
          mayGo,
        ),
      ),
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
    markUnused(ctx, picturesOf(images)),
  ]
}

function onShopify(): AppError {
  return new AppError(
    'conflict',
    'This product is on Shopify, so it stays here too. Nothing was deleted; retire or archive it instead.',
  )
}
