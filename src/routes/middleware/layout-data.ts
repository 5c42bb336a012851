import type { MiddlewareHandler } from 'hono'
import { readLayoutData } from '../../domain/notices/read-layout-data.ts'
import type { HubEnv } from '../hub-env.ts'

/** What every page shows around its content. Needs `requireSession` before it. */
export const loadLayoutData: MiddlewareHandler<HubEnv> = async (c, next) => {
  c.set('layoutData', await readLayoutData(c.var.ctx))
  await next()
}
