import * as z from 'zod'
import type { Outbound } from '../../../src/integrations/http.ts'
import type { ShopifyClient } from '../../../src/integrations/shopify/graphql.ts'

const sentSchema = z.object({ query: z.string(), variables: z.record(z.string(), z.unknown()) })

export type Sent = z.infer<typeof sentSchema>

/** A client that keeps what it was to send, and answers as a server in trouble does. */
export const createRecorder = (): { client: ShopifyClient; sent: Sent[] } => {
  const sent: Sent[] = []
  const outbound: Outbound = async (_url, { body }) => {
    sent.push(sentSchema.parse(JSON.parse(z.string().parse(body))))
    return { status: 503, headers: new Headers(), bytes: new Uint8Array() }
  }
  const client = {
    outbound,
    originTemplate: 'https://{shop}',
    shop: 'haven-hold.myshopify.com',
    accessToken: 'shpat_test',
    random: () => 0,
  }
  return { client, sent }
}
