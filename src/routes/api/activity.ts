import { Hono } from 'hono'
import { listActivity } from '../../domain/activity/list-activity.ts'
import { activityQuery } from '../../domain/activity/schemas.ts'
import type { HubEnv } from '../hub-env.ts'
import { answersList } from '../respond/answers.ts'
import { respondList } from '../respond/list.ts'
import { query } from '../respond/validate.ts'
import { activityAnswer, presentActivity } from './present-activity.ts'

export const activityApi = new Hono<HubEnv>().get(
  '/',
  query(activityQuery),
  answersList('activity', activityAnswer),
  async (c) => {
    const page = await listActivity(c.var.ctx, c.req.valid('query'))
    const rows = page.rows.map(presentActivity)
    return respondList(c, 'activity', page, rows)
  },
)
