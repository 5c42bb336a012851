import * as z from 'zod'
import type { ShopifyClient } from './client.ts'
import { shopifyGraphql } from './graphql.ts'
import { publishProductDocument } from './operations/publish-product.ts'
import { failureOf, mapOk, type ShopifyResult, userErrorsSchema } from './result.ts'

const answer = z.object({ publishablePublish: z.object({ userErrors: userErrorsSchema }) })

/**
 * Puts a product into the Online Store; people see it once its status is ACTIVE too. The
 * publication's id comes from `findOnlineStore`. Publishing again changes nothing.
 */
export async function publishToOnlineStore(
  client: ShopifyClient,
  gid: string,
  publicationId: string,
): Promise<ShopifyResult<'published'>> {
  const operation = { document: publishProductDocument, data: answer }
  const result = await shopifyGraphql(client, operation, { id: gid, input: [{ publicationId }] })
  if (result.kind !== 'ok') return result
  const refused = failureOf(result.value.publishablePublish.userErrors)
  return refused ?? mapOk(result, () => 'published')
}
