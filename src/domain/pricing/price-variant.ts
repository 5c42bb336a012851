/** The prices of one size, in minor units. */
export type SizePrices = {
  base_price: number
  framed_price: number | null
  digital_price: number | null
}

/** What a size costs to make, in minor units. */
export type SizeCosts = { cost: number | null; frame_cost: number | null }

export type PricedThing = { frame_style: string | null; is_digital: boolean }

/** For sizes nobody has priced: 24.99. */
const UNKNOWN_SIZE_PRICE_MINOR = 2499

/** The default price of a variant, in minor units. */
export function priceVariant(prices: SizePrices | undefined, variant: PricedThing): number {
  if (!prices) return UNKNOWN_SIZE_PRICE_MINOR
  if (variant.is_digital) return prices.digital_price ?? prices.base_price
  if (variant.frame_style) return prices.framed_price ?? prices.base_price
  return prices.base_price
}

/**
 * What making a variant costs, in minor units: nothing for a download, the print and its frame
 * otherwise. Null where the print's cost is not known.
 */
export function costOfVariant(costs: SizeCosts | undefined, variant: PricedThing): number | null {
  if (variant.is_digital) return 0
  if (!costs || costs.cost === null) return null
  return costs.cost + (variant.frame_style ? (costs.frame_cost ?? 0) : 0)
}

export type Margin = { minor: number; percent: number | null }

/** What is left of a price after its cost; the share is null for a price of nothing. */
export function marginOf(price: number, cost: number | null): Margin | null {
  if (cost === null) return null
  const minor = price - cost
  return { minor, percent: price > 0 ? Math.round((minor / price) * 100) : null }
}
