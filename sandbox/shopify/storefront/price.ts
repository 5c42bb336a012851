import type { Product } from '../shop-state.ts'

const format = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' })

/** "24.99" → "$24.99". */
export const showPrice = (price: string): string => format.format(Number(price))

/** "$9.99 – $69.99", or the one price when all are equal. */
export const priceRange = (product: Product): string => {
  const prices = product.variants.map((variant) => Number(variant.price))
  const low = Math.min(...prices)
  const high = Math.max(...prices)
  return low === high ? format.format(low) : `${format.format(low)} – ${format.format(high)}`
}
