import type { Context as HonoContext, MiddlewareHandler } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { type BackLink, listOf } from '../../views/components/back-link.ts'
import type { HubEnv } from '../hub-env.ts'

const COOKIE = 'came_from'
const LIFETIME_SECONDS = 6 * 60 * 60
const MAX_CHARACTERS = 2_000

/**
 * The list that somebody opened this page from, with its filters: what the link back leads to. A
 * page that was reloaded, or changed and so opened from itself, keeps the list from before.
 */
export function cameFrom(c: HonoContext<HubEnv>): BackLink | undefined {
  const referer = URL.parse(c.req.header('referer') ?? '')
  const before = () => listOf(getCookie(c, COOKIE) ?? '')
  if (!referer || isReload(c)) return before()
  if (referer.host !== new URL(c.req.url).host) return undefined
  const path = `${referer.pathname}${referer.search}`
  const list = path.length <= MAX_CHARACTERS ? listOf(path) : undefined
  // A list itself leads back to none, and is no page that something was opened from.
  if (list && listOf(c.req.path) === undefined) {
    remember(c, path)
    return list
  }
  return isNextTo(referer.pathname, c.req.path) ? before() : undefined
}

/**
 * Remembers the list that a form was sent from. The page that its answer redirects to is asked for
 * as a reload is, and could not tell.
 */
export const rememberList: MiddlewareHandler<HubEnv> = async (c, next) => {
  if (c.req.method === 'POST') {
    const referer = URL.parse(c.req.header('referer') ?? '')
    const path = referer ? `${referer.pathname}${referer.search}` : ''
    const isOurs = referer?.host === new URL(c.req.url).host && path.length <= MAX_CHARACTERS
    if (isOurs && listOf(path)) remember(c, path)
  }
  await next()
}

// A browser reloads with the referer of the page that it loaded whole, which may be long ago.
function isReload(c: HonoContext<HubEnv>): boolean {
  const isPart = c.req.header('hx-request') === 'true'
  return !isPart && /max-age=0|no-cache/.test(c.req.header('cache-control') ?? '')
}

/** Whether both are the same page, one below the other, or pages of one list. */
function isNextTo(one: string, other: string): boolean {
  return one.split('/')[1] === other.split('/')[1]
}

function remember(c: HonoContext<HubEnv>, path: string): void {
  setCookie(c, COOKIE, path, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: c.req.url.startsWith('https:'),
    maxAge: LIFETIME_SECONDS,
  })
}
