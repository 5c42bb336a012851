import type { Scheduler } from './scheduler.ts'
import type { Shop } from './shop.ts'
import { type Answer, RESULT_HOST, VENDOR_URL, type Vendor } from './vendor.ts'

const VENDOR_HOSTS = [new URL(VENDOR_URL).host, RESULT_HOST]

/** The world's fetch: the vendor and the shops, and nobody else. */
export function createFetch(
  scheduler: Scheduler,
  vendor: Vendor,
  shops: ReadonlyMap<string, Shop>,
): typeof fetch {
  return async (input, init = {}) => {
    const url = new URL(String(input))
    const signal = init.signal ?? undefined
    const label = `${init.method} ${url.host.slice(0, 24)}${url.pathname.slice(0, 60)}`
    if (VENDOR_HOSTS.includes(url.host)) {
      const { answerMs, effect } = vendor.answer(url, init)
      const how = { answerMs, faultless: true, signal }
      return toResponse(await scheduler.step('vendor', label, effect, how))
    }
    const shop = shops.get(url.host)
    if (!shop) throw new Error(`nobody answers at ${url.host}`)
    // The keys of uploads differ each time and mean nothing: they stay out of the trace.
    const place = url.pathname.startsWith('/uploads/') ? 'POST an upload' : label
    const { answerMs, effect } = shop.answer({ path: url.pathname, init })
    const how = { answerMs, faultless: true, signal, shown: 'answered' }
    return toResponse(await scheduler.step('shop', place, effect, how))
  }
}

function toResponse({ status, json, bytes, retryAfter }: Answer): Response {
  const headers = new Headers()
  if (retryAfter !== undefined) headers.set('retry-after', String(retryAfter))
  if (json !== undefined) {
    headers.set('content-type', 'application/json')
    return new Response(JSON.stringify(json), { status, headers })
  }
  headers.set('content-length', String(bytes?.length ?? 0))
  return new Response(bytes ? Uint8Array.from(bytes) : '', { status, headers })
}
