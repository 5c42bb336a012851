import * as z from 'zod'
import { type ShopifyClient, shopifyGraphql } from './graphql.ts'
import { mapOk, type ShopifyResult } from './result.ts'
import {
  MAX_PICTURES,
  type PictureProgress,
  progressListSchema,
  toProgress,
} from './shop-product.ts'

export const findPicturesDocument = `
  query FindPictures($id: ID!, $pictures: Int = ${MAX_PICTURES}) {
    product(id: $id) {
      media(first: $pictures) {
        nodes { id status mediaErrors { code message details } }
      }
    }
  }
`

const answer = z.object({ product: z.object({ media: progressListSchema }).nullable() })

/** How far the shop is with the first `count` pictures; null when it has no such product. */
export async function findPictures(
  client: ShopifyClient,
  gid: string,
  count: number,
): Promise<ShopifyResult<PictureProgress[] | null>> {
  const operation = { document: findPicturesDocument, data: answer }
  const result = await shopifyGraphql(client, operation, { id: gid, pictures: count })
  return mapOk(result, ({ product }) => product?.media.nodes.map(toProgress) ?? null)
}
