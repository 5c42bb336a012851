import { Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { countSignInAttempt, countSignUpAttempt } from '../../domain/accounts/count-attempt.ts'
import { loadAuth } from '../../domain/accounts/load-auth.ts'
import { signInInput } from '../../domain/accounts/schemas.ts'
import { visitorOf } from '../../domain/accounts/visitor.ts'
import type { HubEnv } from '../hub-env.ts'
import { limitForm } from '../middleware/limit-form.ts'

// The library brings many more routes than the hub means to offer.
const OFFERED = {
  GET: ['/ok', '/get-session', '/list-sessions', '/api-key/list'],
  POST: [
    '/sign-in/email',
    '/sign-up/email',
    '/sign-out',
    '/change-password',
    '/revoke-session',
    '/revoke-other-sessions',
    '/api-key/create',
    '/api-key/delete',
  ],
} as const

const countSignIn = createMiddleware<HubEnv>(async (c, next) => {
  const visitor = visitorOf(c.req.raw)
  const sent: unknown = await c.req.raw
    .clone()
    .json()
    .catch(() => null)
  const email = signInInput.shape.email.safeParse(Object(sent).email)
  await countSignInAttempt(c.var.base, email.data ?? '', visitor.address)
  await next()
})

const countSignUp = createMiddleware<HubEnv>(async (c, next) => {
  await countSignUpAttempt(c.var.base, visitorOf(c.req.raw).address)
  await next()
})

/** The sign-in library's own routes, for programs that hold a session. */
export const authApi = new Hono<HubEnv>()
  .use(limitForm)
  .use('/sign-in/email', countSignIn)
  .use('/sign-up/email', countSignUp)

const handle = async (request: Request, base: HubEnv['Variables']['base']) => {
  const library = await loadAuth(base, new URL(request.url).origin)
  return library.handler(request)
}
authApi.on('GET', [...OFFERED.GET], (c) => handle(c.req.raw, c.var.base))
authApi.on('POST', [...OFFERED.POST], (c) => handle(c.req.raw, c.var.base))
