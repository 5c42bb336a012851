import { Hono } from 'hono'
import { signOut } from '../../domain/accounts/sign-out.ts'
import { visitorOf } from '../../domain/accounts/visitor.ts'
import type { HubEnv } from '../hub-env.ts'
import { redirectWithCookies } from '../respond/redirect-with-cookies.ts'

export const signOutPage = new Hono<HubEnv>().post('/', async (c) => {
  const cookies = await signOut(c.var.base, visitorOf(c.req.raw))
  return redirectWithCookies(c, '/sign-in', cookies)
})
