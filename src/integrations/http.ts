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

/** An answer whose body is still on its way. `length` is its size in bytes, where it was said. */
type OpenedAnswer = {
  status: number
  body: ReadableStream<Uint8Array>
  length: number | undefined
}

/** Fetches a URL outside the Worker: every outbound call is made by this. */
export type Outbound = (url: string, request: OutboundRequest) => Promise<OutboundAnswer>

/** The same for answers that are not held whole: whoever reads the body counts it. */
export type OpenOutbound = (url: string, request: OutboundRequest) => Promise<OpenedAnswer>

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

// The vendors' own hosts: the API, its buckets of templates' pictures and of results, shops, and
// where Shopify takes uploads.
const VENDOR_HOSTS = [
  'app.dynamicmockups.com',
  'app-dynamicmockups-production.s3.eu-central-1.amazonaws.com',
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
  return (url, request) =>
    send(fetcher, extraHosts, url, request, async (response) => {
      const bytes = await readAnswer(response, request.maxBytes)
      return { status: response.status, headers: response.headers, bytes }
    })
}

/** The same for answers that are not held whole; the timeout covers their body too. */
export function createOpenOutbound(
  fetcher: typeof fetch,
  extraHosts: readonly string[],
): OpenOutbound {
  return (url, request) =>
    send(fetcher, extraHosts, url, request, async (response) => {
      await refuseTooLarge(response, request.maxBytes)
      const { status, headers } = response
      // What was packed for the way has another length once it is unpacked.
      const announced = headers.has('content-encoding') ? null : headers.get('content-length')
      const body = response.body ?? new Blob([]).stream()
      return { status, body, length: announced === null ? undefined : Number(announced) }
    })
}

async function send<Answer>(
  fetcher: typeof fetch,
  extraHosts: readonly string[],
  url: string,
  request: OutboundRequest,
  read: (response: Response) => Promise<Answer>,
): Promise<Answer> {
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
    return await read(response)
  } catch (cause) {
    if (cause instanceof OutboundError) throw cause
    const kind = signal.aborted ? 'timeout' : 'network'
    throw new OutboundError(kind, messageOf(cause), cause)
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
  await refuseTooLarge(response, maxBytes)
  const bytes = await readCapped(response.body, maxBytes)
  if (bytes) return bytes
  throw new OutboundError('too_large', `The response is larger than ${maxBytes} bytes`)
}

async function refuseTooLarge(response: Response, maxBytes: number): Promise<void> {
  const announced = Number(response.headers.get('content-length') ?? 0)
  if (announced <= maxBytes) return
  await response.body?.cancel()
  throw new OutboundError(
    'too_large',
    `The response has ${announced} bytes, more than the limit of ${maxBytes}`,
  )
}
