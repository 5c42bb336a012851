import { Hono, type Context as HonoContext } from 'hono'
import * as z from 'zod'
import { findSession } from '../../domain/accounts/find-session.ts'
import { localPath } from '../../domain/accounts/local-path.ts'
import { signInInput } from '../../domain/accounts/schemas.ts'
import { signIn } from '../../domain/accounts/sign-in.ts'
import { visitorOf } from '../../domain/accounts/visitor.ts'
import { AppError, statusOf } from '../../errors.ts'
import { SignInPage } from '../../views/accounts/sign-in-page.tsx'
import type { HubEnv } from '../hub-env.ts'
import { limitForm } from '../middleware/limit-form.ts'
import { fieldErrors } from '../respond/field-errors.ts'
import { redirectWithCookies } from '../respond/redirect-with-cookies.ts'

const text = z.string().catch('')
const typed = z.object({ email: text, password: text, next: text })

export const signInPages = new Hono<HubEnv>()
  .get('/', async (c) => {
    const next = localPath(c.req.query('next'))
    const { actor } = await findSession(c.var.base, visitorOf(c.req.raw), { fresh: true })
    if (actor) return c.redirect(next, 303)
    return c.html(<SignInPage next={next} signUpOpen={isOpen(c)} />)
  })
  .post('/', limitForm, async (c) => {
    const form = typed.parse(await c.req.parseBody())
    const shown = { next: localPath(form.next), signUpOpen: isOpen(c), email: form.email }
    const input = signInInput.safeParse(form)
    if (!input.success) {
      return c.html(<SignInPage {...shown} errors={fieldErrors(input.error)} />, 400)
    }
    try {
      const cookies = await signIn(c.var.base, input.data, visitorOf(c.req.raw))
      return redirectWithCookies(c, shown.next, cookies)
    } catch (cause) {
      if (!(cause instanceof AppError)) throw cause
      if (cause.retryAfterSeconds) c.header('retry-after', String(cause.retryAfterSeconds))
      return c.html(<SignInPage {...shown} problem={cause.message} />, statusOf(cause.code))
    }
  })

function isOpen(c: HonoContext<HubEnv>): boolean {
  return c.var.base.config.signUp === 'open'
}
