import { and, eq, isNull, or } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { type Pricing, pricing } from '../../db/schema/products.ts'
import { AppError } from '../../errors.ts'
import type { OwnFees } from './fees.ts'
import { mergePrices, type PricedRow, parseFees, selectFees } from './load-pricing.ts'

/** The rows that price a size: the user's own and the system's, where there are any; and fees. */
export async function findPricing(
  ctx: Context,
  size: string,
): Promise<{ own: Pricing | undefined; system: Pricing | undefined; fees: OwnFees }> {
  const ofSize = ctx.db
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
  const [rows, fees] = await ctx.db.batch([ofSize, selectFees(ctx)])
  return {
    fees: parseFees(fees),
    own: rows.find(({ user_id }) => user_id !== null),
    system: rows.find(({ user_id }) => user_id === null),
  }
}

/**
 * The prices of a size in force, in minor units, and the fees of a sale.
 * @throws AppError not_found for a size without prices.
 */
export async function getPricing(ctx: Context, size: string): Promise<PricedRow> {
  const { own, system, fees } = await findPricing(ctx, size)
  const row = mergePrices(own, system)
  if (!row) throw new AppError('not_found', 'This size has no price')
  return { ...row, fees }
}
