import type { CollectionRow } from '../../db/schema/collections.ts'
import { AppError } from '../../errors.ts'

/**
 * The handle that is stored with a choice for the shop: none but for a collection that is there.
 * @throws AppError invalid where that one is not named
 */
export function judgeShop(
  shop: CollectionRow['shop'],
  handle: string | null | undefined,
): string | null {
  if (shop !== 'handle') return null
  if (handle) return handle
  throw new AppError('invalid', 'Invalid request body', {
    errors: [{ pointer: '/shop_handle', message: 'Give the handle of the collection at the shop' }],
  })
}
