import { Hono } from 'hono'
import { getSettings } from '../../domain/settings/get-settings.ts'
import { settingsChange } from '../../domain/settings/schemas.ts'
import { updateSettings } from '../../domain/settings/update-settings.ts'
import type { HubEnv } from '../hub-env.ts'
import { body } from '../respond/validate.ts'

export const settingsApi = new Hono<HubEnv>()
  .get('/', async (c) => c.json({ settings: await getSettings(c.var.ctx) }))
  .put('/', body(settingsChange), async (c) => {
    const settings = await updateSettings(c.var.ctx, c.req.valid('json'))
    return c.json({ success: true, settings })
  })
