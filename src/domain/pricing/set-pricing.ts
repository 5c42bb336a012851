import { and, count, eq, ne, sql } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { writeAll } from '../../db/client.ts'
import { type Pricing, pricing } from '../../db/schema/products.ts'
import { AppError } from '../../errors.ts'
import { newId } from '../../ids.ts'
import { toMajor } from '../../money.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { getPricing } from './get-pricing.ts'
import { MAX_OWN_SIZES } from './load-pricing.ts'
import type { PriceChange } from './schemas.ts'

/** The user's own prices for a size (minor units), in place of the system's and of earlier ones. */
export async function setPricing(
  ctx: Context,
  size: string,
  change: PriceChange,
): Promise<Pricing> {
  await assertRoom(ctx, size)
  const now = isoTime(ctx.clock.now())
  const values = {
    base_price: change.base_price,
    framed_price: change.framed_price ?? null,
    digital_price: change.digital_price ?? null,
    cost: change.cost ?? null,
    frame_cost: change.frame_cost ?? null,
    is_active: true,
    updated_at: now,
  }
  const row = { id: newId(), user_id: ctx.userId, size, is_system: false, created_at: now }
  await writeAll(ctx.db, [
    ctx.db
      .insert(pricing)
      .values({ ...row, ...values })
      .onConflictDoUpdate({
        target: [pricing.user_id, pricing.size],
        targetWhere: sql`user_id IS NOT NULL`,
        set: values,
      }),
    recordActivity(ctx, {
      action_type: 'price_changed',
      module: 'products',
      details: { size, base_price: toMajor(change.base_price) },
      reference_table: 'product_pricing',
    }),
  ])
  return getPricing(ctx, size)
}

async function assertRoom(ctx: Context, size: string): Promise<void> {
  const others = await ctx.db
    .select({ n: count() })
    .from(pricing)
    .where(and(eq(pricing.user_id, ctx.userId), ne(pricing.size, size)))
    .get()
  if ((others?.n ?? 0) < MAX_OWN_SIZES) return
  throw new AppError(
    'conflict',
    `There are ${MAX_OWN_SIZES} sizes of your own already. Nothing was changed; take one back first.`,
  )
}
