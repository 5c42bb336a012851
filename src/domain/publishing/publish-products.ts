import type { Context } from '../../context.ts'
import { getShopifyAccount } from '../integrations/get-shopify-account.ts'
import { findRejectedImages } from '../products/find-rejected-images.ts'
import { type Changed, outcomeOf, readProducts, reasonsOf } from './change-several.ts'
import { isWaiting, refusalToPublish } from './publish-product.ts'
import { askShops } from './task.ts'

/**
 * Sends products, or their changes, to the connected shop, each by itself: answers at once, the
 * queue does the work. At most 200.
 *
 * @throws AppError not_configured no shop is connected
 */
export async function publishProducts(ctx: Context, ids: readonly string[]): Promise<Changed> {
  const [rows, account, rejected] = await Promise.all([
    readProducts(ctx, ids),
    getShopifyAccount(ctx),
    findRejectedImages(ctx, ids),
  ])
  const shop = account.shopDomain
  const imagesOf = Map.groupBy(rejected, ({ product_id }) => product_id)
  const reasons = reasonsOf(rows, (row) =>
    refusalToPublish(row, account, imagesOf.get(row.id) ?? []),
  )
  const open = rows.filter(({ id }) => !reasons.has(id))
  const waiting = open.filter((row) => isWaiting(row, shop))
  const asked = await askShops(
    ctx,
    open
      .filter((row) => !isWaiting(row, shop))
      .map((row) => ({ row, request: { target: 'active', shop, closesApproval: 'approved' } })),
  )
  return outcomeOf(rows, reasons, new Set([...asked, ...waiting.map(({ id }) => id)]))
}
