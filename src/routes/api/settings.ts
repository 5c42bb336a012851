import { Hono, type Context as HonoContext } from 'hono'
import * as z from 'zod'
import { countLosses } from '../../domain/products/list-losses.ts'
import { getSettings } from '../../domain/settings/get-settings.ts'
import { type StoredSettings, settings, settingsChange } from '../../domain/settings/schemas.ts'
import { updateSettings } from '../../domain/settings/update-settings.ts'
import type { HubEnv } from '../hub-env.ts'
import { answers } from '../respond/answers.ts'
import { ifMatch, orCurrent } from '../respond/if-match.ts'
import { body } from '../respond/validate.ts'
import { lossesAnswer, presentLosses } from './present-prices.ts'

const answersPut = answers({
  success: z.literal(true),
  settings,
  unprofitable: lossesAnswer.optional(),
})

export const settingsApi = new Hono<HubEnv>()
  .get('/', answers({ settings }), async (c) =>
    c.json({ settings: present(c, await getSettings(c.var.ctx)) }),
  )
  .put('/', body(settingsChange), answersPut, async (c) => {
    const { ctx } = c.var
    const version = ifMatch(c)
    const changed = await orCurrent(
      () => updateSettings(ctx, c.req.valid('json'), { version }),
      async () => ({ settings: settings.parse(await getSettings(ctx)) }),
    )
    const losses = c.req.valid('json').fees ? await countLosses(ctx) : undefined
    return c.json({
      success: true,
      settings: present(c, changed),
      ...(losses && { unprofitable: presentLosses(losses) }),
    })
  })

/** The settings as callers see them; the version is in the ETag. */
function present(c: HonoContext<HubEnv>, stored: StoredSettings) {
  c.set('version', stored.version)
  return settings.parse(stored)
}
