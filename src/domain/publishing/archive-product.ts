import type { Context } from '../../context.ts'
import type { FullProduct } from '../products/load-parts.ts'
import { takeOff } from './take-off.ts'

/** Puts a product away by hand: off sale too, where it was on sale. Ends as `takeOff` does. */
export async function archiveProduct(ctx: Context, id: string): Promise<FullProduct> {
  return takeOff(ctx, id, {
    target: 'archived',
    from: ['draft', 'pending', 'active', 'retired'],
    action_type: 'product_archive_requested',
    retire_reason: null,
  })
}
