import { breakEvenPrice, type Fees, fullCost, isBelowCost, type SizeCosts } from './margin.ts'
import type { Finish } from './price-variant.ts'

/** A variant as it is sold, its price in minor units of the currency of the costs. */
type Sold = Finish & { size: string; price: number; is_active: boolean }

/**
 * Whether any variant on offer sells below its full cost. Null where none does as far as costs are
 * known, and one is not.
 */
export function isUnprofitable(
  variants: readonly Sold[],
  costs: ReadonlyMap<string, SizeCosts>,
  fees: Fees,
): boolean | null {
  let isKnown = true
  for (const variant of variants) {
    if (!variant.is_active) continue
    const cost = fullCost(variant.price, variant, costs.get(variant.size), fees)
    if (isBelowCost(variant.price, cost)) return true
    if (cost === null) isKnown = false
  }
  return isKnown ? false : null
}

/** What a variant that sells below cost costs, and the price that would mend it; else undefined. */
export function lossOf(
  variant: Sold,
  costs: ReadonlyMap<string, SizeCosts>,
  fees: Fees,
): { cost: number; mended: number | null } | undefined {
  const ofSize = costs.get(variant.size)
  const cost = fullCost(variant.price, variant, ofSize, fees)
  if (!variant.is_active || cost === null || !isBelowCost(variant.price, cost)) return undefined
  return { cost, mended: breakEvenPrice(variant, ofSize, fees) }
}
