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
    `This API key does not have the "${scope}" permission. Nothing was changed. Create a key that has it on the page /keys.`,
  )
}
