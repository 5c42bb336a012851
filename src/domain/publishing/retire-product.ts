import type { Context } from '../../context.ts'
import type { FullProduct } from '../products/load-parts.ts'
import type { RetireReason } from '../products/schemas.ts'
import { takeOff } from './take-off.ts'

/**
 * Retires a product: archived at the shop, then retired here. Its status says so once the shop has
 * confirmed. Ends as `takeOff` does.
 */
export async function retireProduct(
  ctx: Context,
  id: string,
  reason: RetireReason,
): Promise<FullProduct> {
  return takeOff(ctx, id, {
    target: 'retired',
    from: ['draft', 'pending', 'active'],
    action_type: 'product_retire_requested',
    retire_reason: reason,
  })
}
