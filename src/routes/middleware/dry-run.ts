import type { MiddlewareHandler } from 'hono'
import { AppError } from '../../errors.ts'
import type { HubEnv } from '../hub-env.ts'
import { dryRunQuery } from '../respond/dry-run.ts'
import { invalid } from '../respond/validate.ts'
import { isSafe } from './safe-methods.ts'

// The handlers of these read `dryRunQuery` themselves.
const WITH_DRY_RUN = [
  /^\/api\/mockups\/generate$/,
  /^\/api\/mockups\/[^/]+\/regenerate$/,
  /^\/api\/products$/,
  /^\/api\/products\/[^/]+\/publish$/,
]

/** A dry run of what has none is refused: better than done in earnest. */
export const refuseDryRun: MiddlewareHandler<HubEnv> = async (c, next) => {
  const { method, path } = c.req
  if (isSafe(method)) return next()
  if (method === 'POST' && WITH_DRY_RUN.some((address) => address.test(path))) return next()
  const asked = dryRunQuery.safeParse(queryOf(c.req.queries()))
  if (!asked.success) throw invalid('Invalid query parameters', asked.error.issues)
  if (asked.data.dry_run) throw noDryRun(`${method} ${path}`)
  await next()
}

/** One value of a name as it is, several as a list, which is no answer to yes or no. */
function queryOf(queries: Record<string, string[]>): Record<string, string | string[] | undefined> {
  return Object.fromEntries(
    Object.entries(queries).map(([name, values]) => [
      name,
      values.length === 1 ? values[0] : values,
    ]),
  )
}

function noDryRun(request: string): AppError {
  return new AppError('invalid', 'Invalid query parameters', {
    errors: [
      {
        pointer: '/dry_run',
        message: `There is no dry run of ${request}. Nothing was done; leave dry_run out to do it.`,
      },
    ],
  })
}
