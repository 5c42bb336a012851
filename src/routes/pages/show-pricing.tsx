import type { Context as HonoContext } from 'hono'
import { inForce, type PricingRow, readCosts } from '../../domain/pricing/load-pricing.ts'
import { sizeKey } from '../../domain/pricing/size.ts'
import { findShop } from '../../domain/publishing/describe-shop-state.ts'
import { DEFAULT_CURRENCY, formatMoney, toDecimalString } from '../../money.ts'
import type { Difference } from '../../views/components/conflict.tsx'
import type { ToastProps } from '../../views/components/toast.tsx'
import type { AddSizeValues } from '../../views/pricing/add-size-form.tsx'
import { type Errors, PRICE_FIELDS, type TypedPrices } from '../../views/pricing/price-fields.ts'
import { PricingPage } from '../../views/pricing/pricing-page.tsx'
import type { Editing } from '../../views/pricing/pricing-table.tsx'
import type { HubEnv } from '../hub-env.ts'
import { pageFrame } from '../respond/page-frame.ts'

export type RefusedPrices = {
  status: 400 | 409 | 412
  errors: Errors
  editing?: { size: string; values: TypedPrices }
  adding?: TypedPrices & { size: string }
  notice?: string
}

/** The pricing page as the URL asks for it, or with what a refused form had in it. */
export async function showPricing(
  c: HonoContext<HubEnv>,
  refused?: RefusedPrices,
): Promise<Response> {
  const { ctx } = c.var
  const [costs, shop] = await Promise.all([readCosts(ctx), findShop(ctx)])
  const rows = inForce(costs.rows)
  const toasts: ToastProps[] = refused?.notice ? [{ tone: 'red', text: refused.notice }] : []
  return c.html(
    <PricingPage
      frame={pageFrame(c, toasts)}
      rows={rows}
      fees={costs.fees}
      currencies={[...new Set([DEFAULT_CURRENCY, ...(shop.isConnected ? [shop.currency] : [])])]}
      editing={refused ? refusedEditing(refused, rows) : editingOf(c, rows)}
      adding={refused ? refusedAdding(refused) : addingOf(c)}
    />,
    refused?.status ?? 200,
  )
}

function editingOf(c: HonoContext<HubEnv>, rows: readonly PricingRow[]): Editing | undefined {
  const size = sizeKey.safeParse(c.req.query('edit')).data
  const row = rows.find((known) => known.size === size)
  return row && { size: row.size, values: valuesOf(row) }
}

/** The form of a size: what comes from the defaults is an empty box in a row of one's own. */
function valuesOf(row: PricingRow): TypedPrices {
  const inherited = new Set<string>(row.inherited)
  const typed = (name: (typeof PRICE_FIELDS)[number]['name']) => {
    const minor = row[name]
    return minor === null || inherited.has(name) ? '' : toDecimalString(minor, row.currency)
  }
  return {
    base_price: typed('base_price'),
    framed_price: typed('framed_price'),
    digital_price: typed('digital_price'),
    cost: typed('cost'),
    frame_cost: typed('frame_cost'),
    currency: row.currency,
    version: String(row.version),
    accept_free: false,
  }
}

function addingOf(c: HonoContext<HubEnv>): AddSizeValues | undefined {
  // No version of a size that has no price yet.
  return c.req.query('add') === '1' ? { version: '0' } : undefined
}

function refusedAdding({ adding, errors }: RefusedPrices): AddSizeValues | undefined {
  return adding && { ...adding, errors }
}

/** What was typed; where somebody else saved first, with what is there now. */
function refusedEditing(
  { editing, errors, status }: RefusedPrices,
  rows: readonly PricingRow[],
): Editing | undefined {
  if (!editing) return undefined
  const row = rows.find(({ size }) => size === editing.size)
  if (status !== 412 || !row) return { ...editing, errors }
  return {
    ...editing,
    errors,
    values: { ...editing.values, version: String(row.version) },
    differences: differencesOf(editing.values, row),
  }
}

function differencesOf(typed: TypedPrices, row: PricingRow): Difference[] {
  const current = valuesOf(row)
  return PRICE_FIELDS.flatMap(({ name, label }) => {
    const minor = row[name]
    const isSame = current[name] === typed[name] || Number(current[name]) === Number(typed[name])
    if (isSame && (current[name] === '') === (typed[name] === '')) return []
    const there = minor === null ? '' : formatMoney(minor, row.currency)
    return [{ label, typed: typed[name], current: there }]
  })
}
