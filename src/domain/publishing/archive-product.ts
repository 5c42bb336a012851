import type { Context } from '../../context.ts'
import type { FullProduct } from '../products/load-parts.ts'
import { requirePlan, type WithPlan } from './plan/plan-action.ts'
import { unpublishProduct } from './unpublish-product.ts'

/**
 * Puts a product away by hand: off sale too, at every shop where it was on sale.
 *
 * @throws AppError plan_changed it would do other than the plan
 * @throws AppError as `unpublishProduct`, and with a plan as `planAction`
 */
export async function archiveProduct(
  ctx: Context,
  id: string,
  { planId }: WithPlan = {},
): Promise<FullProduct> {
  await requirePlan(ctx, id, { action: 'archive', planId })
  return unpublishProduct(ctx, id, 'archived', { planId })
}
