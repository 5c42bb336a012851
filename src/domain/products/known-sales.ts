import type { Product } from '../../db/schema/products.ts'

/** Totals of a product; null is not known. `revenue` in minor units of its currency. */
export type KnownSales = { views: number | null; orders: number | null; revenue: number | null }

/**
 * What is known of a product's sales. No order is read from Shopify yet: a total of nothing says
 * that nobody counted, not that nothing was sold.
 */
export function knownSales({
  total_views,
  total_orders,
  total_revenue,
}: Pick<Product, 'total_views' | 'total_orders' | 'total_revenue'>): KnownSales {
  const isCounted = total_orders > 0
  return {
    views: total_views,
    orders: isCounted ? total_orders : null,
    revenue: isCounted ? total_revenue : null,
  }
}
