import * as z from 'zod'
import type { ShopifyClient } from './client.ts'
import { shopifyGraphql } from './graphql.ts'
import { listPublicationsDocument } from './operations/list-publications.ts'
import { mapOk, type ShopifyResult } from './result.ts'

export type Publication = { id: string; title: string; appHandle: string | null }

const answer = z.object({
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

/** The shop's sales channels. */
export async function listPublications(
  client: ShopifyClient,
): Promise<ShopifyResult<Publication[]>> {
  const operation = { document: listPublicationsDocument, data: answer }
  const result = await shopifyGraphql(client, operation, {})
  return mapOk(result, ({ publications }) =>
    publications.nodes.map(({ id, catalog }) => {
      const app = catalog?.apps?.nodes[0]
      return { id, title: app?.title ?? catalog?.title ?? '', appHandle: app?.handle ?? null }
    }),
  )
}

/** The Online Store's publication id; `denied` with what to do when the shop has no such channel. */
export async function findOnlineStore(client: ShopifyClient): Promise<ShopifyResult<string>> {
  const result = await listPublications(client)
  if (result.kind !== 'ok') return result
  const store =
    result.value.find((publication) => publication.appHandle === 'online_store') ??
    result.value.find((publication) => publication.title === 'Online Store')
  if (store) return { ...result, value: store.id }
  return {
    kind: 'denied',
    message:
      'The shop has no Online Store channel: add it in the Shopify admin, then publish again',
  }
}
