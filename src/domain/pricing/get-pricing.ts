import { and, asc, eq, isNull, or } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { type Pricing, pricing } from '../../db/schema/products.ts'
import { AppError } from '../../errors.ts'

/** The price of a size in force: the user's own, else the system's; undefined for neither. */
export async function findPricing(ctx: Context, size: string): Promise<Pricing | undefined> {
  return ctx.db
    .select()
    .from(pricing)
    .where(
      and(eq(pricing.size, size), or(isNull(pricing.user_id), eq(pricing.user_id, ctx.userId))),
    )
    .orderBy(asc(pricing.is_system))
    .limit(1)
    .get()
}

/** The same; ends in `not_found` for a size nobody has priced. */
export async function getPricing(ctx: Context, size: string): Promise<Pricing> {
  const row = await findPricing(ctx, size)
  if (!row) throw new AppError('not_found', 'This size has no price')
  return row
}
