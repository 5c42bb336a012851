import * as z from 'zod'
import { type CallCost, estimateCost } from './estimate-cost.ts'
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
export type ShopifyClient = ShopEndpoint & {
  accessToken: string
  random: () => number
  /** Without one, calls are made at once. */
  meter?: Meter | undefined
}

/** Lets calls through as the shop's bucket of points allows, and hears what each came to. */
export type Meter = {
  before(call: CallCost): Promise<MeterPermit>
  after(call: MeteredCall): Promise<void>
}

type MeterPermit = { result: 'go'; id: number } | { result: 'wait'; waitMs: number; reason: string }

type MeteredCall = {
  id: number
  kind: string
  result: ShopifyResult<unknown>
  cost: ShopifyCost | undefined
}

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

/** Runs one operation at the shop's Admin API, when its points allow, and gives its named result. */
export async function shopifyGraphql<T>(
  client: ShopifyClient,
  operation: ShopifyOperation<T>,
  variables: Record<string, unknown>,
): Promise<ShopifyResult<T>> {
  const { meter } = client
  if (!meter) return (await run(client, operation, variables)).result
  const call = estimateCost(operation.document, variables)
  const permit = await meter.before(call)
  if (permit.result === 'wait') {
    const { waitMs, reason } = permit
    return { kind: 'throttled', waitMs, ...(reason === 'points' ? { inTurn: true } : {}) }
  }
  const ran = await run(client, operation, variables)
  await meter.after({ id: permit.id, kind: call.kind, ...ran })
  return ran.result
}

type Ran<T> = { result: ShopifyResult<T>; cost: ShopifyCost | undefined }

async function run<T>(
  client: ShopifyClient,
  operation: ShopifyOperation<T>,
  variables: Record<string, unknown>,
): Promise<Ran<T>> {
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
  if (sent.kind !== 'answer') return { result: sent, cost: undefined }
  const refused = failureOfStatus(sent.answer)
  if (refused) return { result: refused, cost: undefined }
  const body = readJson(sent.answer, envelope)
  if (!body) return { result: unreadable, cost: undefined }
  const cost = costOf(body)
  if (body.errors?.length) {
    return { result: failureOfErrors(body.errors, cost, client.random), cost }
  }
  const data = operation.data.safeParse(body.data)
  if (!data.success) return { result: unreadable, cost }
  return { result: { kind: 'ok', value: data.data, ...(cost ? { cost } : {}) }, cost }
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
