import type { Context } from '../../context.ts'
import type { Publication } from '../../db/schema/publications.ts'
import { listShopDomains } from '../integrations/get-shopify-account.ts'
import type { ProductRow } from '../products/load-parts.ts'
import type { RetireReason } from '../products/schemas.ts'
import { type Changed, outcomeOf, readProducts, reasonsOf } from './change-several.ts'
import { listAllPublications } from './publications.ts'
import { ASKED_FROM, applyEvents, askShops, isUnderWay } from './task.ts'
import { settlementOf, shopToTell } from './unpublish-product.ts'

type Rest = { target: 'retired'; reason: RetireReason } | { target: 'archived' }

/**
 * Retires the products that are live, or archives those that are not, each by itself: at Shopify
 * first, by the queue, where it may have them. At most 200.
 */
export async function unpublishProducts(
  ctx: Context,
  ids: readonly string[],
  rest: Rest,
): Promise<Changed> {
  const { target } = rest
  const reason = rest.target === 'retired' ? rest.reason : undefined
  const [rows, all, held] = await Promise.all([
    readProducts(ctx, ids),
    listAllPublications(ctx, ids),
    listShopDomains(ctx),
  ])
  const publicationsOf = Map.groupBy(all, ({ product_id }) => product_id)
  const atShops = (id: string) => publicationsOf.get(id) ?? []
  const reasons = reasonsOf(rows, (row) => refusalOf(row, target, held, atShops(row.id)))
  const open = rows.filter(({ id }) => !reasons.has(id))
  const isAsked = (row: ProductRow) => row.publish_target === target && isUnderWay(row)
  const plans = open
    .filter((row) => !isAsked(row))
    .map((row) => ({ row, shop: shopToTell(row, target, { held, publications: atShops(row.id) }) }))
  const asked = await askShops(
    ctx,
    plans.flatMap(({ row, shop }) =>
      shop ? [{ row, request: { target, shop, reason, closesApproval: 'rejected' } }] : [],
    ),
  )
  const settled = await applyEvents(
    ctx,
    plans.flatMap(({ row, shop }) =>
      shop ? [] : [{ row, ...settlementOf(ctx, row, target, reason) }],
    ),
  )
  const before = open.filter(isAsked).map(({ id }) => id)
  return outcomeOf(rows, reasons, new Set([...asked, ...settled, ...before]))
}

function refusalOf(
  { status }: ProductRow,
  target: Rest['target'],
  held: readonly string[],
  publications: readonly Publication[],
): string | undefined {
  if (status === target) return `It is already ${status}.`
  if (target === 'retired' && status !== 'active') {
    return `It is ${status}. Only active products can be retired. Archive it instead.`
  }
  if (target === 'archived' && status === 'active') return 'It is active. Retire it instead.'
  if (!ASKED_FROM[target].includes(status)) return `It is ${status}.`
  const lost = publications.find(
    (each) => each.status === 'active' && !held.includes(each.shop_domain),
  )
  return (
    lost &&
    `It is on sale in ${lost.shop_domain}, which is not connected. Connect that store first.`
  )
}
