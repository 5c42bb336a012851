/** What signing in needs of a request: where it came to and from, and its headers with cookies. */
export type Visitor = { origin: string; address: string; headers: Headers }

// Only Cloudflare sets this header, and it overwrites what a client sends.
const ADDRESS_HEADER = 'cf-connecting-ip'

/** Reads the visitor out of a request. */
export function visitorOf(request: Request): Visitor {
  return {
    origin: new URL(request.url).origin,
    address: request.headers.get(ADDRESS_HEADER) ?? 'unknown',
    headers: request.headers,
  }
}
