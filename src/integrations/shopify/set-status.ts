import * as z from 'zod'
import { type ShopifyClient, shopifyGraphql } from './graphql.ts'
import { failureOf, mapOk, type ShopifyResult, userErrorsSchema } from './result.ts'
import { productStatusSchema, type ShopProductStatus } from './shop-product.ts'

export type StatusOfProduct = {
  status: ShopProductStatus
  handle: string
  onlineStoreUrl: string | null
  /** Published to the Online Store. */
  isOnline: boolean
}

export const setStatusDocument = `
  mutation SetStatus($product: ProductUpdateInput!) {
    productUpdate(product: $product) {
      product { id handle status onlineStoreUrl publishedAt }
      userErrors { field message }
    }
  }
`

const answer = z.object({
  productUpdate: z.object({
    product: z
      .object({
        status: productStatusSchema,
        handle: z.string(),
        onlineStoreUrl: z.string().nullable(),
        publishedAt: z.string().nullable(),
      })
      .nullable(),
    userErrors: userErrorsSchema,
  }),
})

/**
 * ACTIVE puts a product on sale, UNLISTED for whoever has the link, DRAFT and ARCHIVED take it off; nothing else changes. Null when
 * the shop has no such product any more, which for taking it off is as good as done.
 */
export async function setStatus(
  client: ShopifyClient,
  gid: string,
  status: ShopProductStatus,
): Promise<ShopifyResult<StatusOfProduct | null>> {
  const operation = { document: setStatusDocument, data: answer }
  const result = await shopifyGraphql(client, operation, { product: { id: gid, status } })
  if (result.kind !== 'ok') return result
  const { product, userErrors } = result.value.productUpdate
  if (userErrors.some((error) => error.message === 'Product does not exist')) {
    return mapOk(result, () => null)
  }
  return failureOf(userErrors) ?? mapOk(result, () => product && toStatus(product))
}

type Answered = NonNullable<z.infer<typeof answer>['productUpdate']['product']>

function toStatus({ publishedAt, ...shown }: Answered): StatusOfProduct {
  return { ...shown, isOnline: publishedAt !== null }
}
