import type { Context } from '../../context.ts'
import { AppError, type FieldError } from '../../errors.ts'
import { sha256Hex } from '../../sha256.ts'
import { readAmounts } from './amounts.ts'
import { refuseBelowCost } from './below-cost.ts'
import { feesIn, type OwnFees } from './fees.ts'
import { inForce, offered, type PricingRow, readCosts } from './load-pricing.ts'
import { fullCost, type Margin, marginOf } from './margin.ts'
import { FINISHES } from './price-variant.ts'
import { type PriceStep, reprice } from './reprice.ts'
import { formatSize } from './size.ts'

type PriceName = (typeof FINISHES)[number]['price']

/** One price of a size as it is and as it will be, with what is left of it then. */
export type PlannedPrice = {
  name: PriceName
  before: number
  after: number
  cost: number | null
  margin: Margin | null
  /** Why it is refused unless it is said twice. */
  refused: FieldError | undefined
}

/** A size whose prices change; prices that it does not have are left out. */
export type PriceLine = {
  row: PricingRow
  prices: PlannedPrice[]
}

/** `seen` names the prices that a plan was made of: another one is of other prices. */
export type PricePlan = {
  lines: PriceLine[]
  seen: string
  /** How many sizes the user has a row of one's own for. */
  own: number
}

export type PricesAsked = PriceStep & { sizes?: readonly string[] | undefined }

/**
 * What a step makes of the default prices of these sizes, or of all that are on offer, in minor
 * units. Nothing is written; a price of one's own that comes from the defaults becomes one's own.
 * @throws AppError invalid for sizes that have no price, and for an amount where they are priced in
 *   several currencies or in one that has no such units
 */
export async function planPrices(ctx: Context, asked: PricesAsked): Promise<PricePlan> {
  const { rows, fees } = await readCosts(ctx)
  const chosen = chooseRows(inForce(rows), asked.sizes)
  assertAmount(asked, chosen)
  const versions = chosen.map(({ size, version }) => [size, version])
  return {
    lines: chosen.map((row) => planLine(row, asked, fees)),
    seen: await sha256Hex(JSON.stringify(versions)),
    own: rows.filter(({ user_id }) => user_id !== null).length,
  }
}

/** Whether anything of a size becomes another price. */
export function isMoved({ prices }: PriceLine): boolean {
  return prices.some(({ before, after }) => before !== after)
}

function chooseRows(rows: readonly PricingRow[], sizes: PricesAsked['sizes']): PricingRow[] {
  if (!sizes) return offered(rows)
  const bySize = new Map(rows.map((row) => [row.size, row]))
  const errors = sizes.flatMap((size, index) =>
    bySize.has(size)
      ? []
      : [{ pointer: `/sizes/${index}`, message: `There is no price for ${formatSize(size)}` }],
  )
  if (errors.length > 0) throw new AppError('invalid', 'Invalid request body', { errors })
  return rows.filter(({ size }) => sizes.includes(size))
}

function assertAmount({ amount }: PriceStep, rows: readonly PricingRow[]): void {
  if (amount === undefined) return
  const currencies = [...new Set(rows.map(({ currency }) => currency))]
  const [currency, ...others] = currencies
  if (currency === undefined) return
  const { read, errors } = readAmounts(currency)
  read(amount, '/amount')
  if (others.length > 0) {
    const message = `These sizes have prices in ${currencies.join(', ')}: change them by a percentage, or choose sizes of one currency`
    errors.push({ pointer: '/amount', message })
  }
  if (errors.length > 0) throw new AppError('invalid', 'Invalid request body', { errors })
}

function planLine(row: PricingRow, step: PricesAsked, fees: OwnFees): PriceLine {
  const inCurrency = feesIn(fees, row.currency)
  const prices = FINISHES.flatMap(({ price: name, name: finishName, finish }): PlannedPrice[] => {
    const before = row[name]
    if (before === null) return []
    const after = reprice(before, step, row.currency)
    const cost = fullCost(after, finish, row, inCurrency)
    const refused =
      after === before
        ? undefined
        : refuseBelowCost(step.percent === undefined ? '/amount' : '/percent', {
            name: `${formatSize(row.size)}${finishName}`,
            price: after,
            finish,
            costs: row,
            fees: inCurrency,
            currency: row.currency,
          })
    return [{ name, before, after, cost, margin: marginOf(after, cost), refused }]
  })
  return { row, prices }
}
