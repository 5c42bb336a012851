import { DEFAULT_CURRENCY } from '../../money.ts'

/** The prices of one size, in minor units. */
export type SizePrices = {
  base_price: number
  framed_price: number | null
  digital_price: number | null
}

export type Finish = { frame_style: string | null; is_digital: boolean }

/** What each price of a size is for; frames of all colours have one price and one cost. */
export const FINISHES = [
  { price: 'base_price', name: '', finish: { frame_style: null, is_digital: false } },
  { price: 'framed_price', name: ' framed', finish: { frame_style: 'white', is_digital: false } },
  { price: 'digital_price', name: ' digital', finish: { frame_style: null, is_digital: true } },
] as const satisfies readonly { price: keyof SizePrices; name: string; finish: Finish }[]

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
