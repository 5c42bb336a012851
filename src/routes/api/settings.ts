import { Hono } from 'hono'
import { getSettings } from '../../domain/settings/get-settings.ts'
import { settings, settingsChange } from '../../domain/settings/schemas.ts'
import { updateSettings } from '../../domain/settings/update-settings.ts'
import type { HubEnv } from '../hub-env.ts'
import { answers, answersChange } from '../respond/answers.ts'
import { body } from '../respond/validate.ts'

export const settingsApi = new Hono<HubEnv>()
  .get('/', answers({ settings }), async (c) => c.json({ settings: await getSettings(c.var.ctx) }))
  .put('/', body(settingsChange), answersChange('settings', settings), async (c) => {
    const changed = await updateSettings(c.var.ctx, c.req.valid('json'))
    return c.json({ success: true, settings: changed })
  })
