import * as z from 'zod'
import type { ShopifyCost, ShopifyFailure, ShopifyResult } from './result.ts'
import { failureOfStatus, readJson, type ShopEndpoint, send } from './send.ts'
import { graphqlUrl } from './shop-urls.ts'

/** After this Shopify has given up too; look the thing up before anything else. */
const ADMIN_TIMEOUT_MS = 30_000
const ADMIN_MAX_BYTES = 4 * 1024 * 1024

const MIN_THROTTLE_WAIT_MS = 1000
/** Waiting callers are spread over a quarter more, so that they do not all return at once. */
const JITTER = 0.25

/** A shop to talk to with a token; `random` (0–1) spreads waiting callers. */
export type ShopifyClient = ShopEndpoint & { accessToken: string; random: () => number }

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

/** Runs one operation at the shop's Admin API and gives its named result. */
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
  message: 'Shopify’s response could not be read',
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
    return { kind: 'transient', message: `Shopify had an internal error: ${message}` }
  }
  return { kind: 'denied', message: `Shopify refused this: ${message}` }
}

/** How long until a throttled query fits the bucket again, from Shopify's own figures. */
function throttleWaitMs(cost: ShopifyCost | undefined, random: () => number): number {
  const missing = cost ? cost.requested - cost.available : 0
  const refillMs = cost ? (missing / Math.max(cost.restorePerSecond, 1)) * 1000 : 0
  return Math.ceil(Math.max(MIN_THROTTLE_WAIT_MS, refillMs) * (1 + JITTER * random()))
}
