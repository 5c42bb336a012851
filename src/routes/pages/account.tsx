import { Hono, type Context as HonoContext } from 'hono'
import { setCookie } from 'hono/cookie'
import * as z from 'zod'
import { findSession } from '../../domain/accounts/find-session.ts'
import { localPath } from '../../domain/accounts/local-path.ts'
import { renameAccount } from '../../domain/accounts/rename-account.ts'
import { accountName } from '../../domain/accounts/schemas.ts'
import { visitorOf } from '../../domain/accounts/visitor.ts'
import { getSettings } from '../../domain/settings/get-settings.ts'
import { type StoredSettings, settingsChange } from '../../domain/settings/schemas.ts'
import { updateSettings } from '../../domain/settings/update-settings.ts'
import { AppError } from '../../errors.ts'
import {
  AccountPage,
  type AccountPageProps,
  type AccountValues,
} from '../../views/account/account-page.tsx'
import { accountWords as words } from '../../views/account/words.ts'
import { keyboardWords } from '../../views/components/words.ts'
import type { HubEnv } from '../hub-env.ts'
import { limitForm } from '../middleware/limit-form.ts'
import { cookieOptions, redirectWith } from '../respond/flash.ts'
import { formIdentity } from '../respond/form-identity.ts'
import { browserTimeZone, pageFrame, SHORTCUTS_COOKIE } from '../respond/page-frame.ts'

const text = z.string().trim().catch('')
const typedAccount = z.object({
  name: text,
  time_zone: text,
  vendor: text,
  product_type: text,
  sku_prefix: text,
})

const typedSwitch = z.object({ shortcuts: z.enum(['on', 'off']).catch('on'), back: text })
/** As long as browsers keep a cookie. */
const SHORTCUTS_SECONDS = 400 * 24 * 60 * 60

export const accountPages = new Hono<HubEnv>()
  .get('/', async (c) => {
    const stored = await getSettings(c.var.ctx)
    return show(c, 200, { version: stored.version, values: valuesOf(c, stored) })
  })
  .post('/', limitForm, async (c) => {
    const { ctx } = c.var
    const body = await c.req.parseBody()
    const { version } = formIdentity(body)
    const values = typedAccount.parse(body)
    const before = await getSettings(ctx)
    const name = accountName.safeParse(values.name)
    const change = settingsChange.safeParse(changeOf(values, before))
    const errors = { ...errorsOf(change.error), ...(name.error ? { name: messageOf(name) } : {}) }
    if (!name.success || !change.success) return show(c, 400, { version, values, errors })
    try {
      await updateSettings(ctx, change.data, { version })
    } catch (cause) {
      if (!(cause instanceof AppError) || cause.code !== 'precondition_failed') throw cause
      const now = await getSettings(ctx)
      return show(c, 409, { version: now.version, values, stored: valuesOf(c, now) })
    }
    await renameAccount(ctx, name.data)
    await renewSession(c)
    return redirectWith(c, '/account', { tone: 'sage', text: words.saved })
  })
  .post('/shortcuts', limitForm, async (c) => {
    const { shortcuts, back } = typedSwitch.parse(await c.req.parseBody())
    const isOff = shortcuts === 'off'
    setCookie(c, SHORTCUTS_COOKIE, shortcuts, {
      ...cookieOptions(c),
      maxAge: SHORTCUTS_SECONDS,
    })
    const text = isOff ? keyboardWords.turnedOff : keyboardWords.turnedOn
    return redirectWith(c, localPath(back), { tone: 'sage', text })
  })

/** What is empty is as nobody has set it; a default that is shown and was left alone stays one. */
function changeOf(values: AccountValues, { defaults }: StoredSettings) {
  const changed = (name: keyof typeof defaults) =>
    values[name] === defaults[name] ? {} : { [name]: values[name] || null }
  return {
    time_zone: values.time_zone || null,
    defaults: { ...changed('vendor'), ...changed('product_type'), ...changed('sku_prefix') },
  }
}

type Result = { error?: z.ZodError | undefined }

/** By the last part of its path, which is the name of the form's field. */
function errorsOf(error: Result['error']): Record<string, string> {
  const byField: Record<string, string> = {}
  for (const { path, message } of error?.issues ?? []) byField[String(path.at(-1))] ??= message
  return byField
}

function messageOf({ error }: Result): string {
  return error?.issues[0]?.message ?? ''
}

/** The signed copy of the session in a cookie holds the name: it is made again. */
async function renewSession(c: HonoContext<HubEnv>): Promise<void> {
  const { cookies } = await findSession(c.var.base, visitorOf(c.req.raw), { fresh: true })
  for (const cookie of cookies) c.header('set-cookie', cookie, { append: true })
}

function valuesOf(c: HonoContext<HubEnv>, { defaults, time_zone }: StoredSettings): AccountValues {
  const { actor } = c.var.ctx
  return { ...defaults, time_zone: time_zone ?? '', name: actor.kind === 'user' ? actor.name : '' }
}

function show(
  c: HonoContext<HubEnv>,
  status: 200 | 400 | 409,
  form: Pick<AccountPageProps, 'version' | 'values' | 'errors' | 'stored'>,
): Response | Promise<Response> {
  const { actor } = c.var.ctx
  const email = actor.kind === 'user' ? actor.email : ''
  const page = { frame: pageFrame(c), email, browserZone: browserTimeZone(c), ...form }
  return c.html(<AccountPage {...page} />, status)
}
