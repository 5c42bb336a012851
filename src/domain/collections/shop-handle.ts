import type { CollectionRow } from '../../db/schema/collections.ts'
import { AppError } from '../../errors.ts'

const MISSING = 'Enter the handle of the Shopify collection'
const NOT_ASKED =
  'Only an existing Shopify collection has a handle. Leave it empty, or choose an existing collection'

/**
 * The handle that is stored with a choice for the shop: the one given, else the one before, and
 * none but for a collection that is there.
 * @throws AppError invalid where that one is not named, and where another choice has a handle
 */
export function judgeShop(
  shop: CollectionRow['shop'],
  given: string | null | undefined,
  before: string | null = null,
): string | null {
  const handle = given === undefined ? before : given
  if (shop === 'handle') {
    if (handle) return handle
    throw wrongHandle(MISSING)
  }
  if (given) throw wrongHandle(NOT_ASKED)
  return null
}

function wrongHandle(message: string): AppError {
  return new AppError('invalid', 'Invalid request body', {
    errors: [{ pointer: '/shop_handle', message }],
  })
}
