import type { Context, ShopifyResult } from '../../../context.ts'
import type { ImageRow } from '../../products/load-parts.ts'
import type { ShopWish } from './describe-for-shop.ts'
import type { ShopCall } from './open-shop.ts'
import { shopNumber } from './shop-number.ts'

/** Wide enough for a shop's largest view; keeps well within Shopify's 20 megapixels and 20 MB. */
const WIDEST_PIXELS = 2048
const MAX_PIXELS = 20_000_000

export type ShopPicture = {
  id: string
  gid?: string
  originalSource?: string
  alt: string
  filename: string
}

type KnownMedia = { gid: string; status: string }

/**
 * The product's pictures as the shop takes them, in order: those it has already by their id, the
 * others pushed to it. Pushing again leaves nothing visible behind.
 */
export async function uploadPictures(
  ctx: Context,
  call: ShopCall,
  images: readonly ImageRow[],
  wish: ShopWish,
  known: readonly KnownMedia[],
): Promise<ShopifyResult<ShopPicture[]>> {
  const gids = new Map(
    known
      .filter((media) => media.status !== 'FAILED')
      .map((media) => [shopNumber(media.gid), media.gid]),
  )
  const pictures: ShopPicture[] = []
  for (const [index, { id, alt, key }] of wish.pictures.entries()) {
    const image = images[index]
    const gid = image?.shopify_image_id ? gids.get(image.shopify_image_id) : undefined
    const filename = key.split('/').at(-1) ?? id
    if (gid) {
      pictures.push({ id, gid, alt, filename })
      continue
    }
    const pushed = await pushPicture(ctx, call, key, image)
    if (pushed.kind !== 'ok') return pushed
    pictures.push({ id, alt, filename, originalSource: pushed.value.resourceUrl })
  }
  return { kind: 'ok', value: pictures }
}

async function pushPicture(
  ctx: Context,
  call: ShopCall,
  key: string,
  size: Pick<ImageRow, 'width' | 'height'> | undefined,
): Promise<ShopifyResult<{ resourceUrl: string }>> {
  const isWide = (size?.width ?? 0) > WIDEST_PIXELS
  const source = isWide ? await ctx.files.makeCopy(key, WIDEST_PIXELS) : key
  const object = await ctx.files.read(source)
  if (!object) {
    return { kind: 'denied', message: 'A picture of this product is gone. Choose another one' }
  }
  const bytes = new Uint8Array(await object.arrayBuffer())
  const found = ctx.files.sniff(bytes)
  if (!found) return { kind: 'denied', message: 'A picture of this product cannot be read' }
  if (found.width * found.height > MAX_PIXELS) {
    return {
      kind: 'denied',
      message: 'A picture of this product is over 20 megapixels, more than Shopify takes',
    }
  }
  const filename = source.split('/').at(-1) ?? 'picture'
  return call((shop) => shop.uploadPicture({ filename, mimeType: found.contentType, bytes }))
}
