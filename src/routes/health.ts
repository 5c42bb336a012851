import { Hono } from 'hono'
import type { HubEnv } from './hub-env.ts'

/** Says that the Worker runs and its database answers. */
export const healthRoute = new Hono<HubEnv>().get('/', async (c) => {
  await c.var.base.d1.prepare('SELECT 1').first()
  return c.json({ ok: true })
})
