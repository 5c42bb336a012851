import type { MiddlewareHandler } from 'hono'
import type { HubEnv } from '../hub-env.ts'

const HASH_DIGITS = 32
const SIGNED_LINK = /^((?:https?:\/\/[^/]+)?\/files\/[^?\s]+)\?\S*$/

/**
 * The ETag of a single row, `"<version>-<hash>"`, where the handler has set its version. `ifMatch`
 * reads the version; the hash is of the row as it is shown, without the signatures of its links,
 * which change each quarter of an hour. Goes inside `etag()`, which answers 304.
 */
export const tagRow: MiddlewareHandler<HubEnv> = async (c, next) => {
  await next()
  const { version } = c.var
  if (version === undefined || !c.res.ok) return
  const shown = JSON.stringify(await c.res.clone().json(), comparable)
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(shown))
  const hash = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0'))
  c.res.headers.set('etag', `"${version}-${hash.join('').slice(0, HASH_DIGITS)}"`)
}

/** The answer to a change has `success` next to the row, and is tagged as the row read alone is. */
function comparable(name: string, value: unknown): unknown {
  if (name === 'success') return undefined
  return typeof value === 'string' ? value.replace(SIGNED_LINK, '$1') : value
}
