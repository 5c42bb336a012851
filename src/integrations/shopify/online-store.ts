import * as z from 'zod'
import { type ShopifyClient, shopifyGraphql } from './graphql.ts'
import { failureOf, mapOk, type ShopifyResult, userErrorsSchema } from './result.ts'

/** Shopify calls a sales channel a publication. Names are deprecated: the app shows which it is. */
export const listPublicationsDocument = `
  query ListPublications {
    publications(first: 25, catalogType: APP) {
      nodes {
        id
        catalog {
          title
          ... on AppCatalog {
            apps(first: 1) { nodes { handle title } }
          }
        }
      }
    }
  }
`

export const publishProductDocument = `
  mutation PublishProduct($id: ID!, $input: [PublicationInput!]!) {
    publishablePublish(id: $id, input: $input) {
      publishable {
        ... on Product { id handle status onlineStoreUrl }
      }
      userErrors { field message }
    }
  }
`

/** The sales channels, of the fields that `listPublicationsDocument` asks for. */
export const channels = z.object({
  nodes: z.array(
    z.object({
      id: z.string(),
      catalog: z
        .object({
          title: z.string(),
          apps: z
            .object({
              nodes: z.array(z.object({ handle: z.string().nullable(), title: z.string() })),
            })
            .optional(),
        })
        .nullable(),
    }),
  ),
})

const channelsAnswer = z.object({ publications: channels })

const publishAnswer = z.object({
  publishablePublish: z.object({ userErrors: userErrorsSchema }),
})

/** The Online Store's channel id; `denied` with what to do when the shop has no such channel. */
export async function findOnlineStore(client: ShopifyClient): Promise<ShopifyResult<string>> {
  const operation = { document: listPublicationsDocument, data: channelsAnswer }
  const result = await shopifyGraphql(client, operation, {})
  if (result.kind !== 'ok') return result
  const id = onlineStoreOf(result.value.publications)
  if (id) return { ...result, value: id }
  return {
    kind: 'denied',
    message: 'Your store has no Online Store channel. Add it in Shopify admin, then publish again',
  }
}

/** The id of the Online Store among the sales channels. */
export function onlineStoreOf({ nodes }: z.output<typeof channels>): string | undefined {
  const found = nodes.map(({ id, catalog }) => {
    const app = catalog?.apps?.nodes[0]
    return { id, title: app?.title ?? catalog?.title ?? '', appHandle: app?.handle ?? null }
  })
  const store =
    found.find((channel) => channel.appHandle === 'online_store') ??
    found.find((channel) => channel.title === 'Online Store')
  return store?.id
}

/**
 * Puts a product into the Online Store; people see it once its status is ACTIVE too. The
 * channel's id comes from `findOnlineStore`. Publishing again changes nothing.
 */
export async function publishToOnlineStore(
  client: ShopifyClient,
  gid: string,
  channelId: string,
): Promise<ShopifyResult<'published'>> {
  const operation = { document: publishProductDocument, data: publishAnswer }
  const result = await shopifyGraphql(client, operation, {
    id: gid,
    input: [{ publicationId: channelId }],
  })
  if (result.kind !== 'ok') return result
  const refused = failureOf(result.value.publishablePublish.userErrors)
  return refused ?? mapOk(result, () => 'published')
}
