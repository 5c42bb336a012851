import { DEFAULT_CURRENCY } from '../../money.ts'

/** The prices of one size, in minor units. */
export type SizePrices = {
  base_price: number
  framed_price: number | null
  digital_price: number | null
}

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
