import * as z from 'zod'
import type { ProductSetVariables } from './build-product-input.ts'
import { findProduct } from './find-product.ts'
import { type ShopifyClient, shopifyGraphql } from './graphql.ts'
import { failureOf, type ShopifyResult, userErrorsSchema } from './result.ts'
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

export const setProductDocument = `
  mutation SetProduct(
    $identifier: ProductSetIdentifiers
    $input: ProductSetInput!
    $synchronous: Boolean!
    ${LIST_VARIABLES}
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
  const sizes = sizesOf(variables.input)
  const result = await shopifyGraphql(client, operation, { ...variables, ...sizes })
  if (result.kind !== 'ok') return result
  const { product, userErrors } = result.value.productSet
  const refused = failureOf(userErrors)
  if (refused) return refused
  if (!product) return { kind: 'unknown', message: 'Shopify’s response named no product' }
  if (!isCut(product, sizes)) return { ...result, value: toShopProduct(product) }
  const all = await findProduct(client, { gid: product.id }, LARGEST_LISTS)
  if (all.kind !== 'ok') return all
  if (!all.value) return { kind: 'unknown', message: 'The product was deleted on Shopify just now' }
  return { ...all, value: all.value }
}

/** A list that is sent is the whole list at the shop. */
function sizesOf({ variants, files }: ProductSetVariables['input']): ListSizes {
  return {
    variants: variants?.length || USUAL_LISTS.variants,
    pictures: files?.length || USUAL_LISTS.pictures,
  }
}
