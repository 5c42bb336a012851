import * as z from 'zod'
import { type ShopifyClient, shopifyGraphql } from './graphql.ts'
import { failureOf, mapOk, type ShopifyResult, userErrorsSchema } from './result.ts'

export const addTagsDocument = `
  mutation AddTags($id: ID!, $tags: [String!]!) {
    tagsAdd(id: $id, tags: $tags) {
      userErrors { field message }
    }
  }
`

export const removeTagsDocument = `
  mutation RemoveTags($id: ID!, $tags: [String!]!) {
    tagsRemove(id: $id, tags: $tags) {
      userErrors { field message }
    }
  }
`

const changed = z.object({ userErrors: userErrorsSchema })
const addAnswer = z.object({ tagsAdd: changed })
const removeAnswer = z.object({ tagsRemove: changed })

/** Adds tags to a product; those that it has already stay. Asking again changes nothing. */
export async function addTags(
  client: ShopifyClient,
  gid: string,
  tags: readonly string[],
): Promise<ShopifyResult<'added'>> {
  const operation = { document: addTagsDocument, data: addAnswer }
  const result = await shopifyGraphql(client, operation, { id: gid, tags })
  if (result.kind !== 'ok') return result
  return failureOf(result.value.tagsAdd.userErrors) ?? mapOk(result, () => 'added')
}

/** Takes these tags from a product and leaves all others. Asking again changes nothing. */
export async function removeTags(
  client: ShopifyClient,
  gid: string,
  tags: readonly string[],
): Promise<ShopifyResult<'removed'>> {
  const operation = { document: removeTagsDocument, data: removeAnswer }
  const result = await shopifyGraphql(client, operation, { id: gid, tags })
  if (result.kind !== 'ok') return result
  return failureOf(result.value.tagsRemove.userErrors) ?? mapOk(result, () => 'removed')
}
