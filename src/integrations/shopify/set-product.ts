import * as z from 'zod'
import type { ShopifyClient } from './client.ts'
import { shopifyGraphql } from './graphql.ts'
import { setProductDocument } from './operations/set-product.ts'
import type { ProductSetVariables } from './product-set-input.ts'
import { failureOf, type ShopifyResult, userErrorsSchema } from './result.ts'
import { shopProductSchema, toShopProduct } from './shop-product.ts'
import type { ShopProduct } from './types.ts'

const answer = z.object({
  productSet: z.object({
    product: shopProductSchema.nullable(),
    userErrors: userErrorsSchema,
  }),
})

/**
 * Makes or updates a product in one call. The identifier makes it safe to send again; after
 * `unknown` look the product up first all the same. Pictures follow later, see `readMedia`.
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
  if (!product) return { kind: 'unknown', message: 'Shopify named no product in its answer' }
  return { ...result, value: toShopProduct(product) }
}
