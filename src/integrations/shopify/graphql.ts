import * as z from 'zod'
import { graphqlUrl } from './addresses.ts'
import type { ShopifyClient } from './client.ts'
import type { ShopifyCost, ShopifyFailure, ShopifyResult } from './result.ts'
import { failureOfStatus, readJson, send } from './send.ts'
import { throttleWaitMs } from './throttle.ts'

/** After this Shopify has given up too; look the thing up before anything else. */
const ADMIN_TIMEOUT_MS = 30_000
const ADMIN_MAX_BYTES = 4 * 1024 * 1024

export type ShopifyOperation<T> = { document: string; data: z.ZodType<T> }

const envelope = z.object({
  data: z.unknown().optional(),
  errors: z
    .array(
      z.object({
        message: z.string(),
        extensions: z.object({ code: z.string().optional() }).optional(),
      }),
    )
    .optional(),
  extensions: z
    .object({
      cost: z
        .object({
          requestedQueryCost: z.number(),
          actualQueryCost: z.number().nullish(),
          throttleStatus: z.object({
            maximumAvailable: z.number(),
            currentlyAvailable: z.number(),
            restoreRate: z.number(),
          }),
        })
        .optional(),
    })
    .optional(),
})

type Envelope = z.infer<typeof envelope>

/** Runs one operation at the shop's Admin API and says, by name, what came of it. */
export async function shopifyGraphql<T>(
  client: ShopifyClient,
  operation: ShopifyOperation<T>,
  variables: Record<string, unknown>,
): Promise<ShopifyResult<T>> {
  const sent = await send(client.outbound, graphqlUrl(client.originTemplate, client.shop), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      'x-shopify-access-token': client.accessToken,
    },
    body: JSON.stringify({ query: operation.document, variables }),
    timeoutMs: ADMIN_TIMEOUT_MS,
    maxBytes: ADMIN_MAX_BYTES,
  })
  if (sent.kind !== 'answer') return sent
  const refused = failureOfStatus(sent.answer)
  if (refused) return refused
  const body = readJson(sent.answer, envelope)
  if (!body) return unreadable
  const cost = costOf(body)
  if (body.errors?.length) return failureOfErrors(body.errors, cost, client.random)
  const data = operation.data.safeParse(body.data)
  return data.success ? { kind: 'ok', value: data.data, ...(cost ? { cost } : {}) } : unreadable
}

/** Shopify may have done the work: to be looked up, like an answer that never came. */
const unreadable: ShopifyFailure = {
  kind: 'unknown',
  message: "Shopify's answer could not be read",
}

function costOf(body: Envelope): ShopifyCost | undefined {
  const cost = body.extensions?.cost
  return (
    cost && {
      requested: cost.requestedQueryCost,
      actual: cost.actualQueryCost ?? null,
      maximum: cost.throttleStatus.maximumAvailable,
      available: cost.throttleStatus.currentlyAvailable,
      restorePerSecond: cost.throttleStatus.restoreRate,
    }
  )
}

function failureOfErrors(
  errors: NonNullable<Envelope['errors']>,
  cost: ShopifyCost | undefined,
  random: () => number,
): ShopifyFailure {
  const codes = new Set(errors.map((error) => error.extensions?.code))
  const message = errors.map((error) => error.message).join('; ')
  if (codes.has('THROTTLED')) return { kind: 'throttled', waitMs: throttleWaitMs(cost, random) }
  if (codes.has('INTERNAL_SERVER_ERROR') || codes.has('TIMEOUT')) {
    return { kind: 'transient', message: `Shopify had a fault of its own: ${message}` }
  }
  return { kind: 'denied', message: `Shopify refused this: ${message}` }
}
