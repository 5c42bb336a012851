import * as z from 'zod'
import { ID_METAFIELD } from './ensure-id-definition.ts'
import { type ShopifyClient, shopifyGraphql } from './graphql.ts'
import { mapOk, type ShopifyResult } from './result.ts'
import {
  isCut,
  LARGEST_LISTS,
  LIST_VARIABLES,
  type ListSizes,
  productFields,
  type ShopProduct,
  shopProductSchema,
  toShopProduct,
  USUAL_LISTS,
} from './shop-product.ts'

export const findProductDocument = `
  query FindProduct($identifier: ProductIdentifierInput!, ${LIST_VARIABLES}) {
    productByIdentifier(identifier: $identifier) { ...ProductFields }
  }
  ${productFields}
`

const answer = z.object({ productByIdentifier: shopProductSchema.nullable() })

/** The shop's product by Shopify's id, or by ours; null when the shop has none. */
export async function findProduct(
  client: ShopifyClient,
  by: { gid: string } | { productId: string },
  sizes: ListSizes = USUAL_LISTS,
): Promise<ShopifyResult<ShopProduct | null>> {
  const identifier =
    'gid' in by ? { id: by.gid } : { customId: { key: ID_METAFIELD.key, value: by.productId } }
  const operation = { document: findProductDocument, data: answer }
  const result = await shopifyGraphql(client, operation, { identifier, ...sizes })
  const found = result.kind === 'ok' ? result.value.productByIdentifier : null
  if (found && isCut(found, sizes)) return findProduct(client, by, LARGEST_LISTS)
  return mapOk(result, () => found && toShopProduct(found))
}
