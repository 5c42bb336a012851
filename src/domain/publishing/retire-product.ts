import type { Context } from '../../context.ts'
import type { FullProduct } from '../products/load-parts.ts'
import type { RetireReason } from '../products/schemas.ts'
import { unpublishProduct } from './unpublish-product.ts'

/**
 * Retires a product: archived at every shop where it is, then retired here. Its status says so once
 * the shops have confirmed.
 *
 * @throws AppError as `unpublishProduct`
 */
export function retireProduct(
  ctx: Context,
  id: string,
  reason: RetireReason,
): Promise<FullProduct> {
  return unpublishProduct(ctx, id, 'retired', reason)
}
