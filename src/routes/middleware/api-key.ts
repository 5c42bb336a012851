import type { MiddlewareHandler } from 'hono'
import { forUser } from '../../context.ts'
import { requireScope } from '../../domain/accounts/require-scope.ts'
import { verifyKey } from '../../domain/accounts/verify-key.ts'
import { AppError } from '../../errors.ts'
import type { HubEnv } from '../hub-env.ts'
import { neededScope } from './needed-scope.ts'

const BEARER = /^Bearer +(\S+)$/i

/** JSON routes are for API keys with the scope the request needs, never for cookies. */
export const requireApiKey: MiddlewareHandler<HubEnv> = async (c, next) => {
  const { base } = c.var
  const actor = await verifyKey(base, bearerToken(c.req.header('authorization')))
  const scope = neededScope(c.req.method, c.req.path)
  if (scope) requireScope(actor, scope)
  c.set('ctx', forUser(base, actor.userId, actor))
  await next()
}

function bearerToken(authorization: string | undefined): string {
  const token = authorization?.match(BEARER)?.[1]
  if (token) return token
  throw new AppError(
    'unauthorized',
    'An API key is missing. Create one on the page /keys and send it as "Authorization: Bearer hh_…".',
  )
}
