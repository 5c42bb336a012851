import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { decimalsOf, formatMoney, hasUnitsFor } from '../../money.ts'
import type { Plan } from '../jobs/work.ts'
import { refuseBelowCost } from '../pricing/below-cost.ts'
import { reprice } from '../pricing/reprice.ts'
import { lossOf } from '../pricing/unprofitable.ts'
import type { FullProduct, VariantRow } from '../products/load-parts.ts'
import type { FlagFrame } from '../products/product-flags.ts'
import { readFlags } from '../products/read-flags.ts'
import type { Plan as ProductPlan } from '../products/update-product.ts'
import { contentWork, type Refused } from './change-content.ts'
import { pricesChange } from './schemas.ts'

/**
 * Changes prices by a percentage or an amount, with what they end in, or mends those below cost. A
 * product of which one price would be below its cost is refused as a whole, unless that is accepted.
 */
export const changePrices: Plan = contentWork(async (ctx, asked, products) => {
  const change = pricesChange.parse(asked)
  const judge = await readFlags(ctx, products)
  return (product) => {
    const frame = judge.frameOf(product)
    const unusable =
      refusalOfAmount(product, change) ?? refusalOfMending(product, { change, frame })
    if (unusable) return unusable
    const variants = product.variants.map((row) => repriced(ctx, product, row, { change, frame }))
    const changed = variants.filter((row, index) => row !== product.variants[index])
    if (changed.length === 0)
      return { fields: {}, variants: undefined, images: undefined, flags: {} }
    const refusal =
      (change.accept_below_cost ? undefined : refusalOfLoss(product, changed, frame)) ??
      refusalOfComparison(product, changed)
    if (refusal) return refusal
    const flags: ProductPlan['flags'] = judge.flagsOf(product, variants)
    return { fields: {}, variants, images: undefined, flags }
  }
})

type Asked = { change: ReturnType<typeof pricesChange.parse>; frame: FlagFrame }

/** The same row where its price stays. */
function repriced(
  ctx: Context,
  { currency }: FullProduct,
  row: VariantRow,
  { change, frame }: Asked,
): VariantRow {
  if (change.sizes && !change.sizes.includes(row.size)) return row
  const price = change.mend
    ? mended(row, frame, change, currency)
    : reprice(row.price, change, currency)
  return price === row.price ? row : { ...row, price, updated_at: isoTime(ctx.clock.now()) }
}

/** The lowest price that pays its cost, or the next one with the ending that was asked for. */
function mended(
  row: VariantRow,
  { costs, fees }: FlagFrame,
  { round }: Asked['change'],
  currency: string,
): number {
  const least = lossOf(row, costs, fees)?.mended
  if (!least || row.price === 0) return row.price
  const near = reprice(least, { amount: 0, round }, currency)
  if (near >= least) return near
  return reprice(near + 10 ** (decimalsOf(currency) || 2), { amount: 0, round }, currency)
}

/** An amount is in whatever currency a product has, and may be none of it. */
function refusalOfAmount(
  { currency }: FullProduct,
  { amount }: Asked['change'],
): Refused | undefined {
  if (amount === undefined || hasUnitsFor(amount, currency)) return undefined
  const reason = `Its prices are in ${currency}, which has no such amount as ${amount}. Change it by a percentage.`
  return { kind: 'refused', reason }
}

function refusalOfMending(
  { variants }: FullProduct,
  { change, frame }: Asked,
): Refused | undefined {
  if (!change.mend) return undefined
  const lost = variants.find(
    (row) =>
      row.price > 0 &&
      (change.sizes?.includes(row.size) ?? true) &&
      lossOf(row, frame.costs, frame.fees)?.mended === null,
  )
  return (
    lost && {
      kind: 'refused',
      reason: `No price of ${lost.title} pays its cost and fees. Change those first.`,
    }
  )
}

function refusalOfLoss(
  { currency }: FullProduct,
  changed: readonly VariantRow[],
  { costs, fees }: FlagFrame,
): Refused | undefined {
  const refusals = changed.flatMap((row) => {
    if (!row.is_active) return []
    const asked = { name: row.title, price: row.price, finish: row, currency, fees }
    return refuseBelowCost('', { ...asked, costs: costs.get(row.size) }) ?? []
  })
  const [first] = refusals
  if (!first) return undefined
  const more = refusals.length > 1 ? `. ${refusals.length} of its prices would be below cost` : ''
  return { kind: 'refused', reason: `${first.message}${more}.`, accept: first.accept }
}

/** A price that is compared with has to stay above the price. */
function refusalOfComparison(
  { currency }: FullProduct,
  changed: readonly VariantRow[],
): Refused | undefined {
  const wrong = changed.find(
    ({ price, compare_at_price }) => compare_at_price !== null && compare_at_price <= price,
  )
  if (!wrong) return undefined
  const compared = formatMoney(wrong.compare_at_price ?? 0, currency)
  return {
    kind: 'refused',
    reason: `${wrong.title} would sell for ${formatMoney(wrong.price, currency)}, which is not below its compare-at price of ${compared}. Change that first.`,
  }
}
