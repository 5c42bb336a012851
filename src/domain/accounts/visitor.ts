/** What signing in needs of a request: where it came to and from, and its headers with cookies. */
export type Visitor = { origin: string; ip: string; headers: Headers }

// Only Cloudflare sets this header, and it overwrites what a client sends.
const IP_HEADER = 'cf-connecting-ip'

/** Reads the visitor out of a request. */
export function visitorOf(request: Request): Visitor {
  return {
    origin: new URL(request.url).origin,
    ip: request.headers.get(IP_HEADER) ?? 'unknown',
    headers: request.headers,
  }
}

/** The name of the cookie with the signed copy of a session, which serves pages for a minute. */
export const SESSION_COPY = 'session-copy'

/** The request without that copy, so that the database is asked who is signed in. */
export function withoutSessionCopy(request: Request): Request {
  const headers = new Headers(request.headers)
  const cookies = (headers.get('cookie') ?? '').split(';')
  const others = cookies.filter((cookie) => !cookie.includes(SESSION_COPY)).join(';')
  // The library asks of whoever sends cookies, even none, where they come from.
  if (others) headers.set('cookie', others)
  else headers.delete('cookie')
  return new Request(request, { headers })
}
