import type { MiddlewareHandler } from 'hono'
import { readSurroundings } from '../../domain/notices/read-surroundings.ts'
import type { HubEnv } from '../hub-env.ts'

/** What every page shows around its content; goes after `requireSession`. */
export const loadSurroundings: MiddlewareHandler<HubEnv> = async (c, next) => {
  c.set('surroundings', await readSurroundings(c.var.ctx))
  await next()
}
