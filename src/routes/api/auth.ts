import { Hono, type Context as HonoContext } from 'hono'
import { createMiddleware } from 'hono/factory'
import { countSignInAttempt, countSignUpAttempt } from '../../domain/accounts/count-attempt.ts'
import { loadAuth } from '../../domain/accounts/load-auth.ts'
import { signInInput } from '../../domain/accounts/schemas.ts'
import { visitorOf, withoutSessionCopy } from '../../domain/accounts/visitor.ts'
import type { HubEnv } from '../hub-env.ts'
import { limitForm } from '../middleware/limit-form.ts'
import { checkShape } from '../respond/check-shape.ts'

// The library brings dozens of routes more. Keys are made and revoked by our own verbs alone, with
// their scopes, their bound and their activity rows.
const OFFERED = {
  GET: ['/get-session'],
  POST: ['/sign-in/email', '/sign-up/email', '/sign-out'],
} as const

const countSignIn = createMiddleware<HubEnv>(async (c, next) => {
  const visitor = visitorOf(c.req.raw)
  const sent: unknown = await c.req.raw
    .clone()
    .json()
    .catch(() => null)
  const email = signInInput.shape.email.safeParse(Object(sent).email)
  await countSignInAttempt(c.var.base, email.data ?? '', visitor.ip)
  await next()
})

const countSignUp = createMiddleware<HubEnv>(async (c, next) => {
  await countSignUpAttempt(c.var.base, visitorOf(c.req.raw).ip)
  await next()
})

const checkBody = createMiddleware<HubEnv>(async (c, next) => {
  checkShape(
    await c.req.raw
      .clone()
      .json()
      .catch(() => null),
  )
  await next()
})

/** Signing in and out for programs: a few of the sign-in library's own routes. */
export const authApi = new Hono<HubEnv>()
  .use(limitForm, checkBody)
  .use('/sign-in/email', countSignIn)
  .use('/sign-up/email', countSignUp)

const handle = async (c: HonoContext<HubEnv>) => {
  const library = await loadAuth(c.var.base, new URL(c.req.url).origin)
  return library.handler(withoutSessionCopy(c.req.raw))
}
authApi.on('GET', [...OFFERED.GET], handle)
authApi.on('POST', [...OFFERED.POST], handle)
authApi.all('*', (c) => c.notFound())
