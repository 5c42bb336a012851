import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { getShopifyAccount, type ShopifyAccount } from '../integrations/get-shopify-account.ts'
import { findRejectedImages, type RejectedImage } from '../products/find-rejected-images.ts'
import { getProductRow } from '../products/get-product.ts'
import type { ProductRow } from '../products/load-parts.ts'
import { roomName } from '../scenes/room-name.ts'
import { currencyMismatch } from './currency-mismatch.ts'
import { findPublication } from './publications.ts'
import { askShop, changedMeanwhile, isUnderWay } from './task.ts'

const TRIES = 3

export type PublishStarted = { taskId: string; shopifyProductId: string | null }

/**
 * Sends a product to the connected shop, or its changes: answers at once, the queue does the work.
 * Asking again while it waits answers the same task. `onlyPending` is for a proposal's approval;
 * with `onlyFirst`, a product that has a task already keeps that one, however far it is.
 *
 * @throws AppError not_found
 * @throws AppError not_configured no shop is connected
 * @throws AppError conflict it was retired or archived, shows a picture that was rejected, or its prices are in
 *   another currency than the shop's; with `onlyPending`, it is not proposed any more
 */
export async function publishProduct(
  ctx: Context,
  id: string,
  { onlyPending = false, onlyFirst = false } = {},
): Promise<PublishStarted> {
  for (let tries = 1; tries <= TRIES; tries += 1) {
    const { product, account } = await checkPublishable(ctx, id)
    const isOpen = product.status === 'pending' && !isUnderWay(product)
    if (onlyPending && !isOpen) throw decidedMeanwhile()
    const shop = account.shopDomain
    const keepsTask = onlyFirst && product.publish_task_id !== null
    const taskId =
      keepsTask || isWaiting(product, shop)
        ? product.publish_task_id
        : await askShop(ctx, product, { target: 'active', shop, closesApproval: 'approved' })
    if (!taskId) continue
    const publication = await findPublication(ctx, { productId: id, shop })
    return { taskId, shopifyProductId: publication?.shop_product_id ?? null }
  }
  throw changedMeanwhile()
}

/**
 * The product and the shop that would get it, once nothing is against it. A dry run asks the same.
 *
 * @throws AppError as `publishProduct`
 */
export async function checkPublishable(
  ctx: Context,
  id: string,
): Promise<{ product: ProductRow; account: ShopifyAccount }> {
  const [product, account, rejected] = await Promise.all([
    getProductRow(ctx, id),
    getShopifyAccount(ctx),
    findRejectedImages(ctx, [id]),
  ])
  const refusal = refusalToPublish(product, account, rejected)
  if (refusal) throw new AppError('conflict', refusal)
  return { product, account }
}

/** Why a shop does not get this product as it is; undefined where nothing is against it. */
export function refusalToPublish(
  product: Pick<ProductRow, 'status' | 'currency'>,
  account: Pick<ShopifyAccount, 'currency'>,
  rejected: readonly RejectedImage[],
): string | undefined {
  if (product.status === 'retired' || product.status === 'archived') {
    return `This product is ${product.status}. Nothing was changed. Restore it first, then publish it.`
  }
  return currencyMismatch(product, account) ?? rejectedPictures(rejected)
}

/**
 * No shop gets a product with a picture that was rejected since the product took it.
 *
 * @throws AppError conflict naming the pictures by their places
 */
export async function assertPicturesAllowed(
  ctx: Context,
  product: Pick<ProductRow, 'id'>,
): Promise<void> {
  const refusal = rejectedPictures(await findRejectedImages(ctx, [product.id]))
  if (refusal) throw new AppError('conflict', refusal)
}

function rejectedPictures(rejected: readonly RejectedImage[]): string | undefined {
  if (rejected.length === 0) return undefined
  const places = rejected
    .map(({ position, scene }) => `${position + 1}${scene ? ` (${roomName(scene)})` : ''}`)
    .join(', ')
  return `This product has pictures that were rejected: ${places}. Nothing was published. Choose other pictures, or approve these.`
}

function decidedMeanwhile(): AppError {
  return new AppError(
    'conflict',
    'Someone else approved or rejected this product. Nothing was published. Publish or retire it on its own page.',
  )
}

/** Its task has read nothing yet, so what has changed since is sent with it. */
export function isWaiting(product: ProductRow, shop: string): boolean {
  return (
    product.publish_state === 'queued' &&
    product.publish_target === 'active' &&
    product.publish_shop === shop
  )
}
