import type { MiddlewareHandler } from 'hono'
import { type LayoutData, readLayoutData } from '../../domain/notices/read-layout-data.ts'
import type { HubEnv } from '../hub-env.ts'
import { isSafe } from './safe-methods.ts'

/**
 * What every page shows around its content, asked for once, in the same moment as what the page
 * itself asks for. After a change it is read when the page is made, so that it shows the change.
 * Needs `requireSession` before it.
 */
export const loadLayoutData: MiddlewareHandler<HubEnv> = async (c, next) => {
  let reading: Promise<LayoutData> | undefined
  const read = () => {
    reading ??= readLayoutData(c.var.ctx)
    return reading
  }
  c.set('layoutData', read)
  // A page that fails by itself waits for it no more.
  if (isSafe(c.req.method)) read().catch(() => undefined)
  await next()
}
