import type { Context } from '../../context.ts'
import type { FullProduct } from '../products/load-parts.ts'
import { takeOff } from './take-off.ts'

/** Brings a retired or archived product back as a draft, here and at the shop. */
export async function restoreProduct(ctx: Context, id: string): Promise<FullProduct> {
  return takeOff(ctx, id, {
    target: 'draft',
    from: ['retired', 'archived'],
    action_type: 'product_restore_requested',
    retire_reason: null,
  })
}
