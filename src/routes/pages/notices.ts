import { Hono } from 'hono'
import { localPath } from '../../domain/accounts/local-path.ts'
import { dismissNotice } from '../../domain/notices/dismiss-notice.ts'
import type { HubEnv } from '../hub-env.ts'
import { idParam } from '../respond/id-param.ts'

/** Dismisses a notice and returns to where it was read. */
export const noticesPages = new Hono<HubEnv>().post('/:id/dismiss', async (c) => {
  await dismissNotice(c.var.ctx, idParam(c, 'Notice not found'))
  const from = URL.parse(c.req.header('referer') ?? '')
  return c.redirect(localPath(from ? `${from.pathname}${from.search}` : undefined), 303)
})
