import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { countKeys } from './list-keys.ts'
import { loadAuth } from './load-auth.ts'
import { ALL_SCOPES, type CreateKeyInput } from './schemas.ts'

const MAXIMUM_KEYS_PER_USER = 50
const SECONDS_PER_DAY = 24 * 60 * 60

/**
 * Makes an API key and returns it in the clear, the only time it is ever seen; the database keeps
 * its hash.
 * @throws AppError conflict when the user has 50 keys
 */
export async function createKey(
  ctx: Context,
  input: CreateKeyInput,
  origin: string,
): Promise<{ id: string; key: string }> {
  if ((await countKeys(ctx)) >= MAXIMUM_KEYS_PER_USER) {
    throw new AppError(
      'conflict',
      'You have 50 API keys, which is the limit. No key was created. Revoke one first.',
    )
  }
  const auth = await loadAuth(ctx, origin)
  const chosen = ALL_SCOPES.filter((scope) => input.scopes.includes(scope))
  const created = await auth.api.createApiKey({
    body: {
      userId: ctx.userId,
      name: input.name,
      permissions: { hub: chosen },
      expiresIn: input.lifetimeDays ? Number(input.lifetimeDays) * SECONDS_PER_DAY : undefined,
    },
  })
  // The library writes the key itself, so its activity row cannot be in the same batch.
  await recordActivity(ctx, {
    action_type: 'api_key_created',
    module: 'accounts',
    details: { name: input.name, scopes: chosen },
    reference_id: created.id,
    reference_table: 'api_keys',
  })
  return { id: created.id, key: created.key }
}
