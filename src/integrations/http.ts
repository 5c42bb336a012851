import { messageOf } from '../errors.ts'

type OutboundRequest = {
  method: 'GET' | 'POST' | 'PUT'
  headers?: Record<string, string>
  body?: BodyInit
  timeoutMs: number
  maxBytes: number
}

export type OutboundAnswer = { status: number; headers: Headers; bytes: Uint8Array }

/** The one door to the outside world. */
export type Outbound = (url: string, request: OutboundRequest) => Promise<OutboundAnswer>

/**
 * Why there is no answer. `refused_host` and `bad_url` are decided before anything is sent; after
 * any of the others the far side may have done its work.
 */
export type OutboundFailure = 'refused_host' | 'bad_url' | 'timeout' | 'network' | 'too_large'

export class OutboundError extends Error {
  override readonly name = 'OutboundError'
  readonly kind: OutboundFailure

  constructor(kind: OutboundFailure, message: string, cause?: unknown) {
    super(message, { cause })
    this.kind = kind
  }
}

// The vendors' own hosts: the API, its export bucket, shops, and where Shopify takes uploads.
const VENDOR_HOSTS = [
  'app.dynamicmockups.com',
  'app-dynamicmockups-psd-engine-production.s3.eu-central-1.amazonaws.com',
  'shopify-staged-uploads.storage.googleapis.com',
]
const SHOP_HOST = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/

/**
 * Makes the outbound door: only allow-listed hosts (`extraHosts` are host[:port], and may speak
 * plain http), no redirects followed, a timeout that covers the body, and a cap on its size.
 * Ends in OutboundError; every HTTP status is an answer.
 */
export function createOutbound(fetcher: typeof fetch, extraHosts: readonly string[]): Outbound {
  return async (url, request) => {
    assertAllowed(url, extraHosts)
    const signal = AbortSignal.timeout(request.timeoutMs)
    try {
      const response = await fetcher(url, {
        method: request.method,
        headers: request.headers ?? {},
        body: request.body ?? null,
        redirect: 'manual',
        signal,
      })
      const bytes = await readCapped(response, request.maxBytes)
      return { status: response.status, headers: response.headers, bytes }
    } catch (cause) {
      if (cause instanceof OutboundError) throw cause
      const kind = signal.aborted ? 'timeout' : 'network'
      throw new OutboundError(kind, messageOf(cause), cause)
    }
  }
}

/** Whether the outbound door would let this address through. */
export function isAllowedUrl(url: string, extraHosts: readonly string[]): boolean {
  try {
    assertAllowed(url, extraHosts)
    return true
  } catch {
    return false
  }
}

function assertAllowed(url: string, extraHosts: readonly string[]): void {
  const parsed = URL.parse(url)
  if (!parsed || parsed.username || parsed.password) {
    throw new OutboundError('bad_url', 'Not a usable address')
  }
  if (extraHosts.includes(parsed.host) && /^https?:$/.test(parsed.protocol)) return
  const known = VENDOR_HOSTS.includes(parsed.host) || SHOP_HOST.test(parsed.host)
  if (parsed.protocol === 'https:' && known) return
  throw new OutboundError('refused_host', `The host ${parsed.host} is not on the allow-list`)
}

async function readCapped(response: Response, maxBytes: number): Promise<Uint8Array> {
  const announced = Number(response.headers.get('content-length') ?? 0)
  if (announced > maxBytes) {
    await response.body?.cancel()
    throw new OutboundError('too_large', `The answer has ${announced} bytes, at most ${maxBytes}`)
  }
  if (!response.body) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body) {
    size += chunk.byteLength
    if (size > maxBytes) {
      throw new OutboundError('too_large', `The answer has more than ${maxBytes} bytes`)
    }
    chunks.push(chunk)
  }
  const whole = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.byteLength
  }
  return whole
}
