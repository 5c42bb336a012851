import type { Context } from '../../context.ts'
import type { Pricing } from '../../db/schema/products.ts'
import { loadPricing } from './load-pricing.ts'

/** The prices in force by size, in minor units: what variants get by default. */
export async function loadPrices(ctx: Context): Promise<Map<string, Pricing>> {
  const rows = await loadPricing(ctx)
  return new Map(rows.map((row) => [row.size, row]))
}
