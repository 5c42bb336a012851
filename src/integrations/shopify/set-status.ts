import * as z from 'zod'
import { type ShopifyClient, shopifyGraphql } from './graphql.ts'
import { failureOf, mapOk, type ShopifyResult, userErrorsSchema } from './result.ts'
import {
  productFields,
  type ShopProduct,
  shopProductSchema,
  toShopProduct,
} from './shop-product.ts'

export const setStatusDocument = `
  mutation SetStatus($product: ProductUpdateInput!) {
    productUpdate(product: $product) {
      product { ...ProductFields }
      userErrors { field message }
    }
  }
  ${productFields}
`

const answer = z.object({
  productUpdate: z.object({
    product: shopProductSchema.nullable(),
    userErrors: userErrorsSchema,
  }),
})

/**
 * ACTIVE puts a product on sale, DRAFT and ARCHIVED take it off; nothing else changes. The product
 * as the shop shows it then; null when it has no such product any more, which for taking it off is
 * as good as done.
 */
export async function setStatus(
  client: ShopifyClient,
  gid: string,
  status: 'ACTIVE' | 'DRAFT' | 'ARCHIVED',
): Promise<ShopifyResult<ShopProduct | null>> {
  const operation = { document: setStatusDocument, data: answer }
  const result = await shopifyGraphql(client, operation, { product: { id: gid, status } })
  if (result.kind !== 'ok') return result
  const { product, userErrors } = result.value.productUpdate
  if (userErrors.some((error) => error.message === 'Product does not exist')) {
    return mapOk(result, () => null)
  }
  return failureOf(userErrors) ?? mapOk(result, () => product && toShopProduct(product))
}
