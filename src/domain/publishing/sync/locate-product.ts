import type { Context } from '../../../context.ts'
import { keepFound, type PublicationKey } from '../publications.ts'
import type { CallResult, Session, Shop, ShopCall } from './session.ts'

export type AtShop = NonNullable<
  Extract<Awaited<ReturnType<Shop['findProduct']>>, { kind: 'ok' }>['value']
>

/**
 * The product as the shop has it, or null: by Shopify's id where it is known, else by ours, since
 * the answer to an earlier call may have been lost. Its id there is kept.
 */
export async function locateProduct(
  ctx: Context,
  { key, call }: Pick<Session, 'key' | 'call'>,
  gid: string | null,
): Promise<CallResult<AtShop | null>> {
  if (gid) {
    const known = await call((shop) => shop.findProduct({ gid }))
    if (known.kind !== 'ok') return known
    if (known.value) {
      await keepFound(ctx, key, known.value)
      return known
    }
  }
  return locateByOurId(ctx, call, key)
}

/** The product as the shop has it by our id, or null; its id there is kept. */
export async function locateByOurId(
  ctx: Context,
  call: ShopCall,
  key: PublicationKey,
): Promise<CallResult<AtShop | null>> {
  const defined = await call((shop) => shop.ensureIdDefinition())
  if (defined.kind !== 'ok') return defined
  const found = await call((shop) => shop.findProduct({ productId: key.productId }))
  if (found.kind === 'ok' && found.value) await keepFound(ctx, key, found.value)
  return found
}
