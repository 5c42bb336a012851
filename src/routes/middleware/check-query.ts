import type { Context as HonoContext, MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
import { METHOD_NAME_ALL } from 'hono/router'
import * as z from 'zod'
import { eitherCase } from '../../either-case.ts'
import { AppError } from '../../errors.ts'
import type { HubEnv } from '../hub-env.ts'
import { dryRunQuery, isDryRun } from '../respond/dry-run.ts'
import { invalid } from '../respond/invalid.ts'
import { readQuery } from '../respond/read-query.ts'
import { querySchemaOf } from '../respond/validate.ts'
import { isSafe } from './safe-methods.ts'

const NO_QUERY = z.strictObject({})
const MAY_DECLINE_DRY_RUN = eitherCase(dryRunQuery.strict())

/**
 * Refuses, before anything is done, query names that no handler of the route reads. A dry run of
 * what has none is refused: better than really done.
 * @throws AppError invalid
 */
export const checkQuery: MiddlewareHandler<HubEnv> = async (c, next) => {
  const handlers = matchedRoutes(c).filter(({ method }) => method !== METHOD_NAME_ALL)
  const known = handlers.map(({ handler }) => querySchemaOf(handler)).find(Boolean)
  if (handlers.length > 0 && !known) refuseAnyQuery(c)
  await next()
}

function refuseAnyQuery(c: HonoContext<HubEnv>): void {
  const { method, path } = c.req
  const sent = readQuery(c)
  const judged = (isSafe(method) ? NO_QUERY : MAY_DECLINE_DRY_RUN).safeParse(sent)
  if (!judged.success) throw invalid('Invalid query parameters', judged.error.issues, sent)
  if (isDryRun(c)) throw noDryRun(`${method} ${path}`)
}

function noDryRun(request: string): AppError {
  return new AppError('invalid', 'Invalid query parameters', {
    errors: [
      {
        pointer: '/dry_run',
        message: `There is no dry run of ${request}. Nothing was done. Leave out dry_run to do it.`,
      },
    ],
  })
}
