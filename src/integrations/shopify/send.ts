import type * as z from 'zod'
import { type Outbound, OutboundError } from '../http.ts'
import type { ShopifyFailure } from './result.ts'

/** A shop to talk to, before there is a token. */
export type ShopEndpoint = {
  outbound: Outbound
  /** Holds `{shop}`: `https://{shop}` for real shops. */
  originTemplate: string
  /** The full domain, such as `haven-hold.myshopify.com`. */
  shop: string
}

type Answer = Awaited<ReturnType<Outbound>>
export type SendResult = { kind: 'answer'; answer: Answer } | ShopifyFailure

const DEFAULT_RETRY_AFTER_SECONDS = 2
const MAX_RETRY_AFTER_SECONDS = 300
const TRANSIENT_STATUSES: ReadonlySet<number> = new Set([500, 502, 503, 504])

/**
 * One request. A refused URL was never sent; any other throw is `unknown`: Shopify may or may not
 * have carried it out.
 */
export async function send(
  outbound: Outbound,
  url: string,
  init: Parameters<Outbound>[1],
): Promise<SendResult> {
  try {
    return { kind: 'answer', answer: await outbound(url, init) }
  } catch (cause) {
    const kind = cause instanceof OutboundError ? cause.kind : 'network'
    if (cause instanceof OutboundError && (kind === 'refused_host' || kind === 'bad_url')) {
      return { kind: 'denied', message: cause.message }
    }
    if (kind === 'timeout') return { kind: 'unknown', message: 'Shopify did not respond in time' }
    return { kind: 'unknown', message: 'The connection to Shopify was lost' }
  }
}

/** The failure that a status other than 2xx means. */
export function failureOfStatus(answer: Answer): ShopifyFailure | undefined {
  const { status } = answer
  if (status >= 200 && status < 300) return undefined
  if (status === 429) return { kind: 'throttled', waitMs: retryAfterMs(answer.headers) }
  if (status === 401) {
    return { kind: 'unauthorized', message: 'Shopify did not accept the access token' }
  }
  if (TRANSIENT_STATUSES.has(status)) {
    return { kind: 'transient', message: `Shopify responded with status ${status}` }
  }
  return {
    kind: 'denied',
    message: `Shopify responded with status ${status}: ${meaningOf(status)}`,
  }
}

/** The answer's body as JSON of this shape, or undefined when it is anything else. */
export function readJson<T>(answer: Answer, schema: z.ZodType<T>): T | undefined {
  try {
    return schema.safeParse(JSON.parse(new TextDecoder().decode(answer.bytes))).data
  } catch {
    return undefined
  }
}

function retryAfterMs(headers: Headers): number {
  const seconds = Number(headers.get('retry-after') ?? DEFAULT_RETRY_AFTER_SECONDS)
  const usable = Number.isFinite(seconds) && seconds > 0 ? seconds : DEFAULT_RETRY_AFTER_SECONDS
  return Math.ceil(Math.min(usable, MAX_RETRY_AFTER_SECONDS) * 1000)
}

function meaningOf(status: number): string {
  switch (status) {
    case 402:
      return 'the store is frozen until its bill is paid'
    case 403:
      return 'the app does not have permission to do this'
    case 404:
      return 'the store does not exist'
    case 423:
      return 'the store is locked'
    default:
      return 'the request was not understood'
  }
}
