import * as z from 'zod'
import type { ProductSetVariables } from './build-product-input.ts'
import { type ShopifyClient, shopifyGraphql } from './graphql.ts'
import { failureOf, type ShopifyResult, userErrorsSchema } from './result.ts'
import {
  productFields,
  type ShopProduct,
  shopProductSchema,
  toShopProduct,
} from './shop-product.ts'

export const setProductDocument = `
  mutation SetProduct(
    $identifier: ProductSetIdentifiers
    $input: ProductSetInput!
    $synchronous: Boolean!
  ) {
    productSet(identifier: $identifier, input: $input, synchronous: $synchronous) {
      product { ...ProductFields }
      userErrors { code field message }
    }
  }
  ${productFields}
`

const answer = z.object({
  productSet: z.object({
    product: shopProductSchema.nullable(),
    userErrors: userErrorsSchema,
  }),
})

/**
 * Makes or updates a product in one call. The identifier makes it safe to send again; after
 * `unknown` look the product up first all the same. Pictures are ready later: ask with
 * `findProduct`.
 */
export async function setProduct(
  client: ShopifyClient,
  variables: ProductSetVariables,
): Promise<ShopifyResult<ShopProduct>> {
  const operation = { document: setProductDocument, data: answer }
  const result = await shopifyGraphql(client, operation, variables)
  if (result.kind !== 'ok') return result
  const { product, userErrors } = result.value.productSet
  const refused = failureOf(userErrors)
  if (refused) return refused
  if (!product) return { kind: 'unknown', message: 'Shopify’s response named no product' }
  return { ...result, value: toShopProduct(product) }
}
