import { and, eq, isNull, or } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { type Pricing, pricing } from '../../db/schema/products.ts'
import { AppError } from '../../errors.ts'
import { mergePrices, type PricingRow } from './load-pricing.ts'

/** The rows that price a size: the user's own and the system's, where there are any. */
export async function findPricing(
  ctx: Context,
  size: string,
): Promise<{ own: Pricing | undefined; system: Pricing | undefined }> {
  const rows = await ctx.db
    .select()
    .from(pricing)
    .where(
      and(
        eq(pricing.size, size),
        or(
          eq(pricing.user_id, ctx.userId),
          and(isNull(pricing.user_id), eq(pricing.is_active, true)),
        ),
      ),
    )
    .limit(2)
  return {
    own: rows.find(({ user_id }) => user_id !== null),
    system: rows.find(({ user_id }) => user_id === null),
  }
}

/**
 * The prices of a size in force, in minor units.
 * @throws AppError not_found for a size without prices.
 */
export async function getPricing(ctx: Context, size: string): Promise<PricingRow> {
  const { own, system } = await findPricing(ctx, size)
  const row = mergePrices(own, system)
  if (!row) throw new AppError('not_found', 'This size has no price')
  return row
}
