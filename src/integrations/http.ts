import { messageOf } from '../errors.ts'
import { readCapped } from '../read-capped.ts'
import { isShopDomain } from '../shop-domain.ts'

type OutboundRequest = {
  method: 'GET' | 'POST' | 'PUT'
  headers?: Record<string, string>
  body?: BodyInit
  timeoutMs: number
  maxBytes: number
}

export type OutboundAnswer = { status: number; headers: Headers; bytes: Uint8Array }

/** Fetches a URL outside the Worker: every outbound call is made by this. */
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

/**
 * Makes the outbound client: only allow-listed hosts (`extraHosts` are host[:port], and may speak
 * plain http), no redirects followed, a timeout that covers the body, and a cap on its size.
 * Every HTTP status is an answer.
 * @throws OutboundError
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
      const bytes = await readAnswer(response, request.maxBytes)
      return { status: response.status, headers: response.headers, bytes }
    } catch (cause) {
      if (cause instanceof OutboundError) throw cause
      const kind = signal.aborted ? 'timeout' : 'network'
      throw new OutboundError(kind, messageOf(cause), cause)
    }
  }
}

/** Whether an outbound call to this URL is allowed. */
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
    throw new OutboundError('bad_url', 'Not a usable URL')
  }
  if (extraHosts.includes(parsed.host) && /^https?:$/.test(parsed.protocol)) return
  const known = VENDOR_HOSTS.includes(parsed.host) || isShopDomain(parsed.host)
  if (parsed.protocol === 'https:' && known) return
  throw new OutboundError('refused_host', `The host ${parsed.host} is not on the allow-list`)
}

async function readAnswer(response: Response, maxBytes: number): Promise<Uint8Array> {
  const announced = Number(response.headers.get('content-length') ?? 0)
  if (announced > maxBytes) {
    await response.body?.cancel()
    throw new OutboundError('too_large', `The answer has ${announced} bytes, at most ${maxBytes}`)
  }
  const bytes = await readCapped(response.body, maxBytes)
  if (bytes) return bytes
  throw new OutboundError('too_large', `The answer has more than ${maxBytes} bytes`)
}
