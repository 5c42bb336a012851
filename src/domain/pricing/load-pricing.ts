import { and, eq, isNull, or } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { type Pricing, pricing } from '../../db/schema/products.ts'
import { compareSizes } from './size.ts'

/** A size's prices as they are kept: integer minor units. */
export type PricingRow = Pricing

/** Own sizes a user may add beside the system's; the whole table is read at once. */
export const MAX_OWN_SIZES = 100
const MAX_ROWS = 200

/** The prices in force, small sizes first: the system's, the user's own row in its place. */
export async function loadPricing(ctx: Context): Promise<Pricing[]> {
  const rows = await ctx.db
    .select()
    .from(pricing)
    .where(
      and(
        eq(pricing.is_active, true),
        or(isNull(pricing.user_id), eq(pricing.user_id, ctx.userId)),
      ),
    )
    .limit(MAX_ROWS)
  const bySize = new Map<string, Pricing>()
  for (const row of rows) {
    if (row.user_id !== null || !bySize.has(row.size)) bySize.set(row.size, row)
  }
  return [...bySize.values()].toSorted((one, other) => compareSizes(one.size, other.size))
}
