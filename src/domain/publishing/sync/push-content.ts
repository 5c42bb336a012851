import type { Context, ShopifyResult } from '../../../context.ts'
import type { FullProduct } from '../../products/load-parts.ts'
import { describeForShop, hashWish } from './describe-for-shop.ts'
import { keepShopIds } from './keep-shop-ids.ts'
import { type Located, locateProduct } from './locate-product.ts'
import type { ShopCall } from './open-shop.ts'
import { uploadPictures } from './upload-pictures.ts'

type AtShop = NonNullable<Located>

/** What a go at a task works with; `holds` tells whether it is still the only one. */
export type Session = { call: ShopCall; holds: () => Promise<boolean> }

const LOST_LEASE_WAIT_MS = 2_000

/**
 * Makes the shop's product what ours is, in one call, and keeps the ids it answers. What was sent
 * by an earlier go at the same task is not sent again.
 */
export async function pushContent(
  ctx: Context,
  session: Session,
  product: FullProduct,
): Promise<ShopifyResult<AtShop>> {
  const located = await locateProduct(ctx, session.call, product)
  if (located.kind !== 'ok') return located
  const atShop = located.value
  const wish = describeForShop(product)
  const hash = await hashWish(wish)
  if (atShop && product.publish_hash === hash) return { kind: 'ok', value: atShop }
  const pictures = await uploadPictures(
    ctx,
    session.call,
    product.images,
    wish,
    atShop?.media ?? [],
  )
  if (pictures.kind !== 'ok') return pictures
  if (!(await session.holds())) return { kind: 'throttled', waitMs: LOST_LEASE_WAIT_MS }
  const gids = new Map(atShop?.variants.map((variant) => [variant.sku, variant.gid]))
  const sent = await session.call((shop) =>
    shop.setProduct(
      { ...wish.product, gid: atShop?.gid },
      wish.variants.map((variant) => ({ ...variant, gid: gids.get(variant.sku) })),
      pictures.value,
      atShop ? 'update' : 'create',
    ),
  )
  if (sent.kind === 'ok') await keepShopIds(ctx, product, sent.value, hash)
  return sent
}
