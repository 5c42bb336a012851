import { Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import * as z from 'zod'
import { localPath } from '../../domain/accounts/local-path.ts'
import { signUpInput } from '../../domain/accounts/schemas.ts'
import { signUp, signUpClosed } from '../../domain/accounts/sign-up.ts'
import { visitorOf } from '../../domain/accounts/visitor.ts'
import { AppError, statusOf } from '../../errors.ts'
import { SignUpClosedPage, SignUpPage } from '../../views/accounts/sign-up-page.tsx'
import type { HubEnv } from '../hub-env.ts'
import { limitForm } from '../middleware/limit-form.ts'
import { fieldErrors } from '../respond/field-errors.ts'
import { redirectWithCookies } from '../respond/redirect-with-cookies.ts'

const text = z.string().catch('')
const typed = z.object({ name: text, email: text, password: text, next: text })

const onlyWhenOpen = createMiddleware<HubEnv>(async (c, next) => {
  if (c.var.base.config.signUp === 'open') return next()
  return c.html(<SignUpClosedPage sentence={signUpClosed().message} />, 403)
})

export const signUpPages = new Hono<HubEnv>()
  .use(onlyWhenOpen)
  .get('/', (c) => c.html(<SignUpPage next={localPath(c.req.query('next'))} />))
  .post('/', limitForm, async (c) => {
    const form = typed.parse(await c.req.parseBody())
    const shown = { next: localPath(form.next), name: form.name, email: form.email }
    const input = signUpInput.safeParse(form)
    if (!input.success) {
      return c.html(<SignUpPage {...shown} errors={fieldErrors(input.error)} />, 400)
    }
    try {
      const cookies = await signUp(c.var.base, input.data, visitorOf(c.req.raw))
      return redirectWithCookies(c, shown.next, cookies)
    } catch (cause) {
      if (!(cause instanceof AppError)) throw cause
      if (cause.retryAfterSeconds) c.header('retry-after', String(cause.retryAfterSeconds))
      return c.html(<SignUpPage {...shown} problem={cause.message} />, statusOf(cause.code))
    }
  })
