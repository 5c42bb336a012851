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

const channelsAnswer = z.object({
  publications: z.object({
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
  }),
})

const publishAnswer = z.object({
  publishablePublish: z.object({ userErrors: userErrorsSchema }),
})

/** The Online Store's channel id; `denied` with what to do when the shop has no such channel. */
export async function findOnlineStore(client: ShopifyClient): Promise<ShopifyResult<string>> {
  const operation = { document: listPublicationsDocument, data: channelsAnswer }
  const result = await shopifyGraphql(client, operation, {})
  if (result.kind !== 'ok') return result
  const channels = result.value.publications.nodes.map(({ id, catalog }) => {
    const app = catalog?.apps?.nodes[0]
    return { id, title: app?.title ?? catalog?.title ?? '', appHandle: app?.handle ?? null }
  })
  const store =
    channels.find((channel) => channel.appHandle === 'online_store') ??
    channels.find((channel) => channel.title === 'Online Store')
  if (store) return { ...result, value: store.id }
  return {
    kind: 'denied',
    message: 'Your store has no Online Store channel. Add it in Shopify admin, then publish again',
  }
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
