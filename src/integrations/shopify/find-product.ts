import * as z from 'zod'
import { ID_METAFIELD } from './ensure-id-definition.ts'
import { type ShopifyClient, shopifyGraphql } from './graphql.ts'
import { mapOk, type ShopifyResult } from './result.ts'
import {
  productFields,
  type ShopProduct,
  shopProductSchema,
  toShopProduct,
} from './shop-product.ts'

export const findProductDocument = `
  query FindProduct($identifier: ProductIdentifierInput!) {
    productByIdentifier(identifier: $identifier) { ...ProductFields }
  }
  ${productFields}
`

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
