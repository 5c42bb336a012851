import type { Context as HonoContext } from 'hono'
import { createMiddleware } from 'hono/factory'
import { AppError } from '../../errors.ts'
import type { HubEnv } from '../hub-env.ts'

/** Whether only what would happen is asked for: `?dry_run=true`. */
export function isDryRun(c: HonoContext<HubEnv>): boolean {
  return c.req.query('dry_run') === 'true'
}

/** For routes that offer no dry run: better refused than done in earnest. */
export const noDryRun = createMiddleware<HubEnv>(async (c, next) => {
  if (isDryRun(c)) {
    throw new AppError('invalid', 'Invalid query parameters', {
      errors: [{ pointer: '/dry_run', message: 'There is no dry run of this. Nothing was done.' }],
    })
  }
  await next()
})
