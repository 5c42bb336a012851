import type { Context as HonoContext } from 'hono'
import type { HubEnv } from '../hub-env.ts'

/** 303 to a path of ours, with the cookies that the sign-in library wants set. */
export function redirectWithCookies(c: HonoContext<HubEnv>, path: string, cookies: string[]) {
  for (const cookie of cookies) c.header('set-cookie', cookie, { append: true })
  c.header('cache-control', 'no-store')
  return c.redirect(path, 303)
}
