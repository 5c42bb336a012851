import { and, eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { compareAndSet } from '../../db/client.ts'
import { type Pricing, pricing } from '../../db/schema/products.ts'
import { AppError } from '../../errors.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { findPricing } from './get-pricing.ts'

/**
 * Takes the user's own prices for a size away and answers the system's that count again, or null
 * for a size the system does not price. Ends in `not_found` for a size without any price.
 */
export async function resetPricing(ctx: Context, size: string): Promise<Pricing | null> {
  const removal = ctx.db
    .delete(pricing)
    .where(and(eq(pricing.user_id, ctx.userId), eq(pricing.size, size)))
    .returning({ id: pricing.id })
  const activity = recordActivity(
    ctx,
    {
      action_type: 'price_reset',
      module: 'products',
      details: { size },
      reference_table: 'product_pricing',
    },
    { onlyIfChanged: true },
  )
  const hadOwn = await compareAndSet(ctx.db, removal, [activity])
  const left = await findPricing(ctx, size)
  if (!hadOwn && !left) throw new AppError('not_found', 'This size has no price')
  return left ?? null
}
