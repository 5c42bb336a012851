import { Hono } from 'hono'
import { listActivity } from '../../domain/activity/list-activity.ts'
import { activityQuery } from '../../domain/activity/schemas.ts'
import type { HubEnv } from '../hub-env.ts'
import { respondList } from '../respond/list.ts'
import { query } from '../respond/validate.ts'
import { withoutOwner } from './without-owner.ts'

export const activityApi = new Hono<HubEnv>().get('/', query(activityQuery), async (c) => {
  const page = await listActivity(c.var.ctx, c.req.valid('query'))
  const rows = page.rows.map(withoutOwner)
  return respondList(c, 'activity', page, rows)
})
