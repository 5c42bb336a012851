import * as z from 'zod'
import { type ShopifyClient, shopifyGraphql } from './graphql.ts'
import { failureOf, mapOk, type ShopifyResult, userErrorsSchema } from './result.ts'

/** A collection as a shop answers with it. */
export type ShopCollection = {
  gid: string
  handle: string
  title: string
  /** What we marked it with when we made it; null for one of the shop's own. */
  mark: string | null
}

/** Says which collection of ours one was made for. */
const MARK = { namespace: '$app', key: 'haven_hub_collection', type: 'single_line_text_field' }

const collectionFields = `
  fragment CollectionFields on Collection {
    id
    handle
    title
    metafield(namespace: "${MARK.namespace}", key: "${MARK.key}") { value }
  }
`

export const findCollectionDocument = `
  query FindCollection($identifier: CollectionIdentifierInput!) {
    collectionByIdentifier(identifier: $identifier) { ...CollectionFields }
  }
  ${collectionFields}
`

export const createCollectionDocument = `
  mutation CreateCollection($collection: CollectionCreateInput!) {
    collectionCreate(collection: $collection) {
      collection { ...CollectionFields }
      userErrors { field message }
    }
  }
  ${collectionFields}
`

export const moveProductDocument = `
  mutation MoveProduct($product: ProductUpdateInput!) {
    productUpdate(product: $product) {
      product { id }
      userErrors { field message }
    }
  }
`

const collectionSchema = z
  .object({
    id: z.string(),
    handle: z.string(),
    title: z.string(),
    metafield: z.object({ value: z.string() }).nullable(),
  })
  .transform(({ id, metafield, ...rest }) => ({
    ...rest,
    gid: id,
    mark: metafield?.value ?? null,
  }))

const findAnswer = z.object({ collectionByIdentifier: collectionSchema.nullable() })
const createAnswer = z.object({
  collectionCreate: z.object({
    collection: collectionSchema.nullable(),
    userErrors: userErrorsSchema,
  }),
})
const moveAnswer = z.object({
  productUpdate: z.object({
    product: z.object({ id: z.string() }).nullable(),
    userErrors: userErrorsSchema,
  }),
})

/** The shop's collection by its id or handle; null when the shop has none. */
export async function findCollection(
  client: ShopifyClient,
  by: { gid: string } | { handle: string },
): Promise<ShopifyResult<ShopCollection | null>> {
  const identifier = 'gid' in by ? { id: by.gid } : { handle: by.handle }
  const operation = { document: findCollectionDocument, data: findAnswer }
  const result = await shopifyGraphql(client, operation, { identifier })
  return mapOk(result, ({ collectionByIdentifier: found }) => found)
}

/**
 * Makes a collection, which customers see once it is published. Asking again is refused while the
 * shop has one of this handle: look it up first, and `mark` tells whether it is ours.
 */
export async function createCollection(
  client: ShopifyClient,
  { title, handle, mark }: { title: string; handle: string; mark: string },
): Promise<ShopifyResult<ShopCollection>> {
  const collection = { title, handle, metafields: [{ ...MARK, value: mark }] }
  const operation = { document: createCollectionDocument, data: createAnswer }
  const result = await shopifyGraphql(client, operation, { collection })
  if (result.kind !== 'ok') return result
  const { collection: made, userErrors } = result.value.collectionCreate
  const refused = failureOf(userErrors)
  if (refused) return refused
  if (!made) return { kind: 'unknown', message: 'Shopify’s response named no collection' }
  return { ...result, value: made }
}

/**
 * Puts a product into collections and takes it out of others; all others stay as they are. Asking
 * again changes nothing.
 */
export async function moveProduct(
  client: ShopifyClient,
  gid: string,
  { join, leave }: { join: readonly string[]; leave: readonly string[] },
): Promise<ShopifyResult<'moved'>> {
  const product = {
    id: gid,
    ...(join.length > 0 ? { collectionsToJoin: join } : {}),
    ...(leave.length > 0 ? { collectionsToLeave: leave } : {}),
  }
  const operation = { document: moveProductDocument, data: moveAnswer }
  const result = await shopifyGraphql(client, operation, { product })
  if (result.kind !== 'ok') return result
  return failureOf(result.value.productUpdate.userErrors) ?? mapOk(result, () => 'moved')
}
