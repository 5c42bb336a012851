import type { Context } from '../../context.ts'
import type { FullProduct } from '../products/load-parts.ts'
import { unpublishProduct } from './unpublish-product.ts'

/**
 * Puts a product away by hand: off sale too, at every shop where it was on sale.
 *
 * @throws AppError as `unpublishProduct`
 */
export function archiveProduct(ctx: Context, id: string): Promise<FullProduct> {
  return unpublishProduct(ctx, id, 'archived')
}
