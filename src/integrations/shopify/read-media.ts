import * as z from 'zod'
import type { ShopifyClient } from './client.ts'
import { shopifyGraphql } from './graphql.ts'
import { readMediaDocument } from './operations/read-media.ts'
import { mapOk, type ShopifyResult } from './result.ts'
import { shopProductSchema, toShopProduct } from './shop-product.ts'
import type { ShopProduct } from './types.ts'

const answer = z.object({ product: shopProductSchema.nullable() })

/** `ready` when every picture is; `failed` as soon as one is; a product without any is ready. */
export type MediaState = 'processing' | 'ready' | 'failed'

/** The product and how far its pictures are; null when the shop has no such product. */
export async function readMedia(
  client: ShopifyClient,
  gid: string,
): Promise<ShopifyResult<{ state: MediaState; product: ShopProduct } | null>> {
  const operation = { document: readMediaDocument, data: answer }
  const result = await shopifyGraphql(client, operation, { id: gid })
  return mapOk(result, ({ product: found }) => {
    if (!found) return null
    const product = toShopProduct(found)
    return { state: mediaStateOf(product), product }
  })
}

/** The state of all pictures together. */
export function mediaStateOf(product: ShopProduct): MediaState {
  if (product.media.some((media) => media.status === 'FAILED')) return 'failed'
  return product.media.every((media) => media.status === 'READY') ? 'ready' : 'processing'
}
