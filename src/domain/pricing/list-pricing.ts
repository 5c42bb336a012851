import type { Context } from '../../context.ts'
import type { Page } from '../../paging.ts'
import { inForce, type PricingRow, readPricing } from './load-pricing.ts'
import type { PricingQuery } from './schemas.ts'

/** A page of the prices in force, small sizes first; sizes that are switched off too. */
export async function listPricing(ctx: Context, query: PricingQuery): Promise<Page<PricingRow>> {
  const rows = inForce(await readPricing(ctx))
  const { limit, offset } = query
  return { rows: rows.slice(offset, offset + limit), total: rows.length, limit, offset }
}
