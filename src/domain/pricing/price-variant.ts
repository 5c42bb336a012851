import { DEFAULT_CURRENCY } from '../../money.ts'

/** The prices of one size, in minor units. */
export type SizePrices = {
  base_price: number
  framed_price: number | null
  digital_price: number | null
}

/** What a size costs to make, in minor units; null is not known. */
export type SizeCosts = { cost: number | null; frame_cost: number | null }

export type Finish = { frame_style: string | null; is_digital: boolean }

/** For sizes without prices, in the default currency: 24.99. */
const UNKNOWN_SIZE_PRICE_MINOR = 2499

/**
 * The default price of a variant, in minor units of the currency that `prices` are in. Null for
 * a size without prices in that currency.
 */
export function priceVariant(
  prices: SizePrices | undefined,
  variant: Finish,
  currency: string,
): number | null {
  if (!prices) return currency === DEFAULT_CURRENCY ? UNKNOWN_SIZE_PRICE_MINOR : null
  if (variant.is_digital) return prices.digital_price ?? prices.base_price
  if (variant.frame_style) return prices.framed_price ?? prices.base_price
  return prices.base_price
}

/**
 * What making a variant costs, in minor units: nothing for a download, the print and its frame
 * otherwise. Null where a part of it is not known.
 */
export function costOfVariant(costs: SizeCosts | undefined, variant: Finish): number | null {
  if (variant.is_digital) return 0
  if (!costs || costs.cost === null) return null
  if (!variant.frame_style) return costs.cost
  return costs.frame_cost === null ? null : costs.cost + costs.frame_cost
}

export type Margin = { minor: number; percent: number | null }

/** What is left of a price after its cost; the share is null for a price of nothing. */
export function marginOf(price: number, cost: number | null): Margin | null {
  if (cost === null) return null
  const minor = price - cost
  return { minor, percent: price > 0 ? Math.round((minor / price) * 100) : null }
}
