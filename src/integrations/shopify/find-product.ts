import * as z from 'zod'
import type { ShopifyClient } from './client.ts'
import { shopifyGraphql } from './graphql.ts'
import { ID_METAFIELD } from './id-definition.ts'
import { findProductDocument } from './operations/find-product.ts'
import { mapOk, type ShopifyResult } from './result.ts'
import { shopProductSchema, toShopProduct } from './shop-product.ts'
import type { ShopProduct } from './types.ts'

const answer = z.object({ productByIdentifier: shopProductSchema.nullable() })

/** The shop's product by Shopify's id, or by ours; null when the shop has none. */
export async function findProduct(
  client: ShopifyClient,
  by: { gid: string } | { productId: string },
): Promise<ShopifyResult<ShopProduct | null>> {
  const identifier =
    'gid' in by ? { id: by.gid } : { customId: { key: ID_METAFIELD.key, value: by.productId } }
  const operation = { document: findProductDocument, data: answer }
  const result = await shopifyGraphql(client, operation, { identifier })
  return mapOk(result, ({ productByIdentifier: found }) => found && toShopProduct(found))
}
