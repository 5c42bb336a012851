import * as z from 'zod'
import { type ShopifyClient, shopifyGraphql } from './graphql.ts'
import { failureOf, type ShopifyResult, userErrorsSchema } from './result.ts'

/** The metafield that carries our product id, in the namespace reserved for the app. */
export const ID_METAFIELD = { namespace: '$app', key: 'haven_hub_product_id', type: 'id' } as const

export const createIdDefinitionDocument = `
  mutation CreateIdDefinition($definition: MetafieldDefinitionInput!) {
    metafieldDefinitionCreate(definition: $definition) {
      createdDefinition { id namespace key }
      userErrors { code field message }
    }
  }
`

const answer = z.object({
  metafieldDefinitionCreate: z.object({ userErrors: userErrorsSchema }),
})

/** Without this definition no product can be found by our id. */
const idDefinitionVariables = {
  definition: { ...ID_METAFIELD, name: 'Haven Hub product id', ownerType: 'PRODUCT' },
}

/** Lets the shop know products by our id. Harmless when it already does. */
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
