import type { MiddlewareHandler } from 'hono'
import { forUser } from '../../context.ts'
import type { ApiKeyScope } from '../../domain/accounts/schemas.ts'
import { verifyKey } from '../../domain/accounts/verify-key.ts'
import { AppError } from '../../errors.ts'
import type { HubEnv } from '../hub-env.ts'
import { isSafe } from './safe-methods.ts'

const BEARER = /^Bearer +(\S+)$/i

/**
 * JSON routes are for API keys, never cookies. Without a scope of its own a route needs `read` for
 * GET and `write` for the rest; a second `requireApiKey('spend')` on a route asks for that as well.
 */
export function requireApiKey(scope?: ApiKeyScope): MiddlewareHandler<HubEnv> {
  return async (c, next) => {
    const actor =
      c.var.ctx?.actor ?? (await verifyKey(c.var.base, bearerToken(c.req.header('authorization'))))
    if (actor.kind !== 'api_key')
      throw new AppError('unauthorized', 'Send an API key as a bearer token.')
    const needed = scope ?? (isSafe(c.req.method) ? 'read' : 'write')
    if (!actor.scopes.includes(needed)) {
      throw new AppError(
        'forbidden',
        `This API key may not do that: it lacks the scope "${needed}". Nothing was changed. Make a key with it on the page /keys.`,
      )
    }
    if (!c.var.ctx) c.set('ctx', forUser(c.var.base, actor.userId, actor))
    await next()
  }
}

function bearerToken(authorization: string | undefined): string {
  const token = authorization?.match(BEARER)?.[1]
  if (token) return token
  throw new AppError(
    'unauthorized',
    'An API key is missing. Make one on the page /keys and send it as "Authorization: Bearer hh_…".',
  )
}
