import { MAX_MINOR } from './amounts.ts'
import type { Finish } from './price-variant.ts'

/** What a size costs to make, in minor units; null is not known. */
export type SizeCosts = { cost: number | null; frame_cost: number | null }

/**
 * What a sale costs beside the making, in minor units of the prices' currency; null is not known.
 * `percent_bp` is the share of the price in hundredths of a percent: 290 is 2.9 %.
 */
export type Fees = { percent_bp: number; fixed: number | null; postage: number | null }

/** No fees: nothing but the making counts. */
export const NO_FEES: Fees = { percent_bp: 0, fixed: 0, postage: 0 }

export const BP_OF_ONE = 10_000

/**
 * What making and sending a variant costs, in minor units: the print with its frame and the
 * postage that the shop pays; nothing for a download. Null where a part of it is not known.
 */
export function makingCost(
  finish: Finish,
  costs: SizeCosts | undefined,
  { postage }: Fees,
): number | null {
  if (finish.is_digital) return 0
  if (!costs || costs.cost === null || postage === null) return null
  if (!finish.frame_style) return costs.cost + postage
  return costs.frame_cost === null ? null : costs.cost + costs.frame_cost + postage
}

/** A share of an amount, in hundredths of a percent, rounded to the nearest unit, halves up. */
export function shareOf(minor: number, bp: number): number {
  const exact = minor * bp + BP_OF_ONE / 2
  return (exact - (exact % BP_OF_ONE)) / BP_OF_ONE
}

/**
 * The full cost of a variant sold at this price, in minor units: making, postage, the share of the
 * price and the fixed fee. A price of nothing is charged no fees. Null where any part is not known.
 */
export function fullCost(
  price: number,
  finish: Finish,
  costs: SizeCosts | undefined,
  fees: Fees,
): number | null {
  const making = makingCost(finish, costs, fees)
  if (making === null || price === 0) return making
  return fees.fixed === null ? null : making + fees.fixed + shareOf(price, fees.percent_bp)
}

/** What is left of a price: in minor units, and in whole percent of it (null of a price of 0). */
export type Margin = { minor: number; percent: number | null }

/** What is left of a price after its full cost. A loss never reads as 0 %. */
export function marginOf(price: number, cost: number | null): Margin | null {
  if (cost === null) return null
  const minor = price - cost
  if (price <= 0) return { minor, percent: null }
  const share = (minor / price) * 100
  return { minor, percent: minor < 0 ? Math.floor(share) : Math.round(share) }
}

/** Whether a sale loses money. A cost that is not known says nothing. */
export function isBelowCost(price: number, cost: number | null): boolean {
  return cost !== null && price < cost
}

/**
 * The lowest price above 0 that pays its full cost, in minor units; null where a part of the cost
 * is not known, or no price pays it.
 */
export function breakEvenPrice(
  finish: Finish,
  costs: SizeCosts | undefined,
  fees: Fees,
): number | null {
  const pays = (price: number) => {
    const cost = fullCost(price, finish, costs, fees)
    return cost !== null && price >= cost
  }
  if (!pays(MAX_MINOR)) return null
  // What is left never shrinks as the price grows, as fees are at most all of a unit.
  let [low, high] = [1, MAX_MINOR]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (pays(middle)) high = middle
    else low = middle + 1
  }
  return low
}
