import { and, eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { compareAndSet } from '../../db/client.ts'
import { pricing } from '../../db/schema/products.ts'
import { AppError } from '../../errors.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { findPricing } from './get-pricing.ts'
import { mergePrices, type PricedRow } from './load-pricing.ts'
import { pricesMoved } from './set-pricing.ts'

/**
 * Deletes the user's own prices for a size. Returns the system's, which are in force again, or
 * null for a size the system does not price. `version` is the one that the caller saw.
 * @throws AppError not_found for a size without any price; precondition_failed for another version.
 */
export async function resetPricing(
  ctx: Context,
  size: string,
  { version }: { version?: number | undefined } = {},
): Promise<PricedRow | null> {
  const removal = ctx.db
    .delete(pricing)
    .where(
      and(
        eq(pricing.user_id, ctx.userId),
        eq(pricing.size, size),
        version === undefined ? undefined : eq(pricing.version, version),
      ),
    )
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
  const { own, system, fees } = await findPricing(ctx, size)
  if (own && !hadOwn) throw pricesMoved()
  const left = mergePrices(undefined, system)
  if (!hadOwn && !left) throw new AppError('not_found', 'This size has no price')
  return left ? { ...left, fees } : null
}
