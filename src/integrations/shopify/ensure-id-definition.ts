import * as z from 'zod'
import type { ShopifyClient } from './client.ts'
import { shopifyGraphql } from './graphql.ts'
import { ID_METAFIELD } from './id-definition.ts'
import { createIdDefinitionDocument } from './operations/create-id-definition.ts'
import { failureOf, type ShopifyResult, userErrorsSchema } from './result.ts'

const answer = z.object({
  metafieldDefinitionCreate: z.object({ userErrors: userErrorsSchema }),
})

/** The variables of the definition without which no product can be found by our id. */
const idDefinitionVariables = {
  definition: { ...ID_METAFIELD, name: 'Haven Hub product id', ownerType: 'PRODUCT' },
}

/** Sees to it that the shop knows products by our id. Harmless when it already does. */
export async function ensureIdDefinition(
  client: ShopifyClient,
): Promise<ShopifyResult<'created' | 'present'>> {
  const operation = { document: createIdDefinitionDocument, data: answer }
  const result = await shopifyGraphql(client, operation, idDefinitionVariables)
  if (result.kind !== 'ok') return result
  const { userErrors } = result.value.metafieldDefinitionCreate
  const others = userErrors.filter((error) => error.code !== 'TAKEN')
  const refused = failureOf(others)
  return refused ?? { ...result, value: userErrors.length > 0 ? 'present' : 'created' }
}
