import type { Context as HonoContext, MiddlewareHandler } from 'hono'
import { forUser } from '../../context.ts'
import { findSession } from '../../domain/accounts/find-session.ts'
import { localPath } from '../../domain/accounts/local-path.ts'
import { visitorOf } from '../../domain/accounts/visitor.ts'
import type { HubEnv } from '../hub-env.ts'
import { isSafe } from './safe-methods.ts'

/** Pages are for people who are signed in; others go to the sign-in page and come back after. */
export const requireSession: MiddlewareHandler<HubEnv> = async (c, next) => {
  const { base } = c.var
  const fresh = !isSafe(c.req.method)
  const { actor, cookies } = await findSession(base, visitorOf(c.req.raw), { fresh })
  if (!actor) return passOn(toSignIn(c), cookies)
  c.set('ctx', forUser(base, actor.userId, actor))
  await next()
  passOn(c.res, cookies)
  if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'private, no-store')
}

// A fragment request would swap the whole sign-in page into a corner of the old page, so htmx is
// asked to load it as a page of its own.
function toSignIn(c: HonoContext<HubEnv>): Response {
  const fragment = c.req.header('hx-request') === 'true'
  const comingFrom = c.req.header('hx-current-url') ?? c.req.header('referer')
  const back = fragment || !isSafe(c.req.method) ? pathOf(comingFrom) : pathOf(c.req.url)
  const query = back === '/' ? '' : `?${new URLSearchParams({ next: back })}`
  const headers = new Headers({ 'cache-control': 'no-store' })
  headers.set(fragment ? 'hx-redirect' : 'location', `/sign-in${query}`)
  return new Response(null, { status: fragment ? 200 : 303, headers })
}

function pathOf(wanted: string | undefined): string {
  const url = wanted ? URL.parse(wanted) : null
  return url ? localPath(`${url.pathname}${url.search}`) : '/'
}

/** What a handler has set since then is newer: it stays. */
function passOn(response: Response, cookies: string[]): Response {
  const set = new Set(response.headers.getSetCookie().map(nameOf))
  for (const cookie of cookies) {
    if (!set.has(nameOf(cookie))) response.headers.append('set-cookie', cookie)
  }
  return response
}

function nameOf(cookie: string): string {
  return cookie.slice(0, cookie.indexOf('='))
}
