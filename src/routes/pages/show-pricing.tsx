import type { Context as HonoContext } from 'hono'
import { loadPricing, type PricingRow } from '../../domain/pricing/load-pricing.ts'
import { sizeKey } from '../../domain/pricing/size.ts'
import { findShop } from '../../domain/publishing/describe-shop-state.ts'
import { toDecimalString } from '../../money.ts'
import type { PageNotice } from '../../views/layout.tsx'
import type { AddSizeValues } from '../../views/pricing/add-size-form.tsx'
import { PricingPage } from '../../views/pricing/pricing-page.tsx'
import type { Editing } from '../../views/pricing/pricing-table.tsx'
import type { HubEnv } from '../hub-env.ts'
import { frameOf } from '../respond/page-frame.ts'

const DONE: Record<string, PageNotice> = {
  saved: { tone: 'sage', text: 'The prices are saved. New variants take them from now on.' },
  added: { tone: 'sage', text: 'The size is added.' },
  reset: { tone: 'sage', text: 'The default prices count again.' },
}

export type Refused = { editing?: Editing; adding?: AddSizeValues }

/** The pricing page as the address asks for it, or with what a refused form had in it. */
export async function showPricing(c: HonoContext<HubEnv>, refused?: Refused): Promise<Response> {
  const { ctx } = c.var
  const [rows, shop] = await Promise.all([loadPricing(ctx), findShop(ctx)])
  return c.html(
    <PricingPage
      frame={frameOf(c, DONE)}
      rows={rows}
      currency={shop.currency}
      editing={refused ? refused.editing : editingOf(c, rows)}
      adding={refused ? refused.adding : c.req.query('add') === '1' ? {} : undefined}
    />,
    refused ? 400 : 200,
  )
}

function editingOf(c: HonoContext<HubEnv>, rows: readonly PricingRow[]): Editing | undefined {
  const size = sizeKey.safeParse(c.req.query('edit')).data
  const row = rows.find((known) => known.size === size)
  if (!row) return undefined
  const typed = (minor: number | null) => (minor === null ? '' : toDecimalString(minor))
  return {
    size: row.size,
    values: {
      base_price: typed(row.base_price),
      framed_price: typed(row.framed_price),
      digital_price: typed(row.digital_price),
      cost: typed(row.cost),
      frame_cost: typed(row.frame_cost),
    },
  }
}
