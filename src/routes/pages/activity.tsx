import { Hono } from 'hono'
import { listDescribedActivity } from '../../domain/activity/list-activity.ts'
import { ACTIVITY_MODULES, activityQuery } from '../../domain/activity/schemas.ts'
import { PAGE_COUNTED_ROWS, PAGE_NAMES } from '../../paging.ts'
import { ActivityPage } from '../../views/activity/activity-page.tsx'
import type { HubEnv } from '../hub-env.ts'
import { pageFrame } from '../respond/page-frame.ts'
import { readFilters } from '../respond/read-filters.ts'

const PAGE_ROWS = 50
const filterNames = ['module', 'reference_id', ...PAGE_NAMES] as const

export const activityPages = new Hono<HubEnv>().get('/', async (c) => {
  const { ctx } = c.var
  const filters = readFilters(c, activityQuery, filterNames)
  const query = activityQuery.parse({ ...filters, limit: PAGE_ROWS })
  const page = await listDescribedActivity(ctx, { ...query, counted: PAGE_COUNTED_ROWS })
  const me = ctx.actor.kind === 'user' ? ctx.actor.userId : null
  const rows = page.rows.map((row) => ({
    ...row,
    mine: row.actor_type === 'user' && row.actor_id === me,
  }))
  return c.html(
    <ActivityPage
      frame={pageFrame(c)}
      page={{ ...page, rows }}
      filters={filters}
      modules={ACTIVITY_MODULES}
      now={ctx.clock.now()}
    />,
  )
})
