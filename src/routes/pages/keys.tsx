import { Hono, type Context as HonoContext } from 'hono'
import * as z from 'zod'
import { createKey } from '../../domain/accounts/create-key.ts'
import { listKeys } from '../../domain/accounts/list-keys.ts'
import { revokeKey } from '../../domain/accounts/revoke-key.ts'
import { ALL_SCOPES, createKeyInput } from '../../domain/accounts/schemas.ts'
import { AppError, statusOf } from '../../errors.ts'
import { KeysPage, type KeysPageProps } from '../../views/keys/keys-page.tsx'
import { keyWords as words } from '../../views/keys/words.ts'
import type { HubEnv } from '../hub-env.ts'
import { limitForm } from '../middleware/limit-form.ts'
import { fieldErrors } from '../respond/field-errors.ts'
import { redirectWith } from '../respond/flash.ts'
import { idParam } from '../respond/id-param.ts'
import { pageFrame } from '../respond/page-frame.ts'

const text = z.string().catch('')
const texts = z.array(z.string()).catch([])
const typed = z.object({ name: text, scopes: texts, lifetimeDays: text })

export const keysPages = new Hono<HubEnv>()
  .get('/', async (c) => c.html(<KeysPage {...(await shown(c))} />))
  .post('/', limitForm, async (c) => {
    const body = await c.req.parseBody({ all: true })
    const form = typed.parse({ ...body, scopes: [body.scopes ?? []].flat() })
    const kept = { ...form, scopes: ALL_SCOPES, chosen: form.scopes }
    const input = createKeyInput.safeParse({
      ...form,
      lifetimeDays: form.lifetimeDays || undefined,
    })
    if (!input.success) {
      const errors = fieldErrors(input.error)
      return c.html(<KeysPage {...(await shown(c))} form={{ ...kept, errors }} />, 400)
    }
    try {
      const created = await createKey(c.var.ctx, input.data, new URL(c.req.url).origin)
      // The one page that is answered to a POST: a key that is never stored cannot be fetched again.
      const { name } = input.data
      return c.html(<KeysPage {...(await shown(c))} created={{ name, key: created.key }} />)
    } catch (cause) {
      if (!(cause instanceof AppError)) throw cause
      const errors = { name: cause.message }
      const page = <KeysPage {...(await shown(c))} form={{ ...kept, errors }} />
      return c.html(page, statusOf(cause.code))
    }
  })
  .post('/:id/revoke', limitForm, async (c) => {
    const name = await revokeKey(c.var.ctx, idParam(c, words.notFound))
    return redirectWith(c, '/keys', { tone: 'sage', text: words.revoked(name) })
  })

async function shown(c: HonoContext<HubEnv>): Promise<KeysPageProps> {
  const { ctx } = c.var
  const keys = await listKeys(ctx)
  return { frame: pageFrame(c), keys, now: ctx.clock.now(), form: { scopes: ALL_SCOPES } }
}
