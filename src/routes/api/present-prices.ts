import * as z from 'zod'
import type { PriceLine } from '../../domain/pricing/plan-prices.ts'
import type { LossCount } from '../../domain/products/list-losses.ts'
import { toMajor } from '../../money.ts'

const decimal = z.number().nullable()
const planned = z.strictObject({
  before: z.number(),
  after: z.number(),
  cost: decimal,
  margin: decimal,
  margin_percent: z.int().nullable(),
  is_below_cost: z.boolean(),
})

/** A size whose prices a bulk change moves; null for a price that it has not. */
export const priceLineAnswer = z.strictObject({
  size: z.string(),
  currency: z.string(),
  base_price: planned.nullable(),
  framed_price: planned.nullable(),
  digital_price: planned.nullable(),
})

export function presentPriceLine({ row, prices }: PriceLine): z.output<typeof priceLineAnswer> {
  const { size, currency } = row
  const show = (minor: number) => toMajor(minor, currency)
  const priceOf = (name: string) => {
    const price = prices.find((one) => one.name === name)
    if (!price) return null
    const { before, after, cost, margin } = price
    return {
      before: show(before),
      after: show(after),
      cost: cost === null ? null : show(cost),
      margin: margin ? show(margin.minor) : null,
      margin_percent: margin?.percent ?? null,
      is_below_cost: margin !== null && margin.minor < 0,
    }
  }
  return {
    size,
    currency,
    base_price: priceOf('base_price'),
    framed_price: priceOf('framed_price'),
    digital_price: priceOf('digital_price'),
  }
}

/** What sells below cost: exact, or at least so much. */
export const lossesAnswer = z.strictObject({
  variants: z.int(),
  products: z.int(),
  at_least: z.literal(true).optional(),
})

export function presentLosses(count: LossCount): z.output<typeof lossesAnswer> {
  const { variants, products, isMore } = count
  return { variants, products, ...(isMore ? { at_least: true as const } : {}) }
}
