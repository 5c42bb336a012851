import type { Actor } from '../../context.ts'
import { AppError } from '../../errors.ts'
import type { ApiKeyScope } from './schemas.ts'

/**
 * People and jobs may do everything with what is theirs; a key may do what its scopes allow.
 * @throws AppError forbidden where a key lacks the scope
 */
export function requireScope(actor: Actor, scope: ApiKeyScope): void {
  if (actor.kind !== 'api_key' || actor.scopes.includes(scope)) return
  throw new AppError(
    'forbidden',
    `This API key may not do that: it lacks the scope "${scope}". Nothing was changed. Make a key with it on the page /keys.`,
  )
}
