import type { Context } from '../../context.ts'
import type { FullProduct } from '../products/load-parts.ts'
import { unpublishProduct } from './unpublish-product.ts'

/**
 * Brings a retired or archived product back as a draft, here and at the connected shop.
 *
 * @throws AppError as `unpublishProduct`
 */
export function restoreProduct(ctx: Context, id: string): Promise<FullProduct> {
  return unpublishProduct(ctx, id, 'draft')
}
