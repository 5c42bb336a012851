import type { Context } from '../../context.ts'
import type { FullProduct } from '../products/load-parts.ts'
import { requirePlan, type WithPlan } from './plan/plan-action.ts'
import { unpublishProduct } from './unpublish-product.ts'

/**
 * Brings a retired or archived product back as a draft, here and at the connected shop.
 *
 * @throws AppError plan_changed it would do other than the plan
 * @throws AppError as `unpublishProduct`, and with a plan as `planAction`
 */
export async function restoreProduct(
  ctx: Context,
  id: string,
  { planId }: WithPlan = {},
): Promise<FullProduct> {
  await requirePlan(ctx, id, { action: 'restore', planId })
  return unpublishProduct(ctx, id, 'draft', { planId })
}
