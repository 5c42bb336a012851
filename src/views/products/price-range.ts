/** The lowest and highest price (minor units) of variants; null where there are none. */
export function priceRange(variants: readonly { price: number }[]): {
  from: number | null
  to: number | null
} {
  const prices = variants.map(({ price }) => price)
  if (prices.length === 0) return { from: null, to: null }
  return { from: Math.min(...prices), to: Math.max(...prices) }
}
