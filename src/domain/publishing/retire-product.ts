import type { Context } from '../../context.ts'
import type { FullProduct } from '../products/load-parts.ts'
import type { RetireReason } from '../products/schemas.ts'
import { requirePlan, type WithPlan } from './plan/plan-action.ts'
import { unpublishProduct } from './unpublish-product.ts'

/**
 * Retires a product: archived at every shop where it is, then retired here. Its status says so once
 * the shops have confirmed.
 *
 * @throws AppError plan_changed it would do other than the plan
 * @throws AppError as `unpublishProduct`, and with a plan as `planAction`
 */
export async function retireProduct(
  ctx: Context,
  id: string,
  reason: RetireReason,
  { planId }: WithPlan = {},
): Promise<FullProduct> {
  await requirePlan(ctx, id, { action: 'retire', planId })
  return unpublishProduct(ctx, id, 'retired', { reason, planId })
}
