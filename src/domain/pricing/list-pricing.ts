import type { Context } from '../../context.ts'
import type { Page } from '../../paging.ts'
import { loadPricing, type PricingRow } from './load-pricing.ts'
import type { PricingQuery } from './schemas.ts'

/** A page of the prices in force, small sizes first. */
export async function listPricing(ctx: Context, query: PricingQuery): Promise<Page<PricingRow>> {
  const rows = await loadPricing(ctx)
  const { limit, offset } = query
  return { rows: rows.slice(offset, offset + limit), total: rows.length, limit, offset }
}
