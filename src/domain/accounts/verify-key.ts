import { and, eq, isNull, lt, or } from 'drizzle-orm'
import type { Actor, BaseContext } from '../../context.ts'
import { apiKeys } from '../../db/schema/accounts.ts'
import { AppError } from '../../errors.ts'
import { hashApiKey } from './hash-api-key.ts'
import { keyScopes } from './key-scopes.ts'

const KEY_FORMAT = /^hh_[A-Za-z0-9_-]{20,200}$/
const LAST_USED_STEP_SECONDS = 60

type KeyActor = Extract<Actor, { kind: 'api_key' }>

/**
 * Whose key this is: one SELECT by its hash.
 * @throws AppError unauthorized for one that is malformed, unknown, revoked or expired, with the
 * same sentence for all
 */
export async function verifyKey(base: BaseContext, key: string): Promise<KeyActor> {
  if (!KEY_FORMAT.test(key)) throw badKey()
  const [row] = await base.db
    .select()
    .from(apiKeys)
    .where(eq(apiKeys.key, await hashApiKey(key)))
    .limit(1)
  const now = base.clock.now()
  if (!row?.enabled || (row.expiresAt && row.expiresAt.getTime() <= now)) throw badKey()
  const due = now - LAST_USED_STEP_SECONDS * 1000
  if (!row.lastRequest || row.lastRequest.getTime() < due) {
    base.waitUntil(noteUse(base, row.id, now, due))
  }
  const { id: keyId, referenceId: userId, name } = row
  return { kind: 'api_key', userId, keyId, name: name ?? '', scopes: keyScopes(row.permissions) }
}

async function noteUse(base: BaseContext, keyId: string, now: number, due: number): Promise<void> {
  const stale = or(isNull(apiKeys.lastRequest), lt(apiKeys.lastRequest, new Date(due)))
  await base.db
    .update(apiKeys)
    .set({ lastRequest: new Date(now) })
    .where(and(eq(apiKeys.id, keyId), stale))
}

function badKey(): AppError {
  return new AppError(
    'unauthorized',
    'This API key is not valid. Create one on the page /keys and send it as "Authorization: Bearer hh_…".',
  )
}
