import type { Context } from '../../context.ts'
import { getShopifyAccount } from '../integrations/get-shopify-account.ts'
import { findSaleFacts } from '../products/sale-refusals.ts'
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
  const [rows, account] = await Promise.all([readProducts(ctx, ids), getShopifyAccount(ctx)])
  const shop = account.shopDomain
  const facts = await findSaleFacts(ctx, ids, shop)
  const reasons = reasonsOf(
    rows,
    (row) => refusalToPublish(row, account, facts.get(row.id))?.message,
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
