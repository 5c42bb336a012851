import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { findRow } from '../collections/get-collection.ts'
import type { NewCollection } from '../collections/schemas.ts'
import { getShopifyAccount } from '../integrations/get-shopify-account.ts'
import { openShop } from './sync/open-shop.ts'

type Asked = Partial<Pick<NewCollection, 'shop' | 'shop_handle'>>

/**
 * Asks the connected shop for the collection that a change of ours names (`key`, where it is there
 * already). A shop that is not connected, or cannot be asked now, refuses nothing: publishing says
 * so then.
 * @throws AppError invalid where the shop has no collection of this handle
 */
export async function checkShopCollection(
  ctx: Context,
  { shop, shop_handle: handle }: Asked,
  key?: string,
): Promise<void> {
  if (!handle || (shop ?? 'handle') !== 'handle') return
  const known = key === undefined ? undefined : await findRow(ctx, key)
  if (known?.shop === 'handle' && known.shop_handle === handle) return
  const account = await findAccount(ctx)
  if (!account) return
  const found = await openShop(ctx, account)((atShop) => atShop.findCollection({ handle }))
  if (found.kind !== 'ok' || found.value) return
  const message = `Your Shopify store has no collection with the handle ${handle}`
  throw new AppError('invalid', 'Invalid request body', {
    errors: [{ pointer: '/shop_handle', message }],
  })
}

async function findAccount(ctx: Context) {
  try {
    return await getShopifyAccount(ctx)
  } catch (cause) {
    if (cause instanceof AppError) return undefined
    throw cause
  }
}
