import { and, eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { compareAndSet } from '../../db/client.ts'
import { apiKeys } from '../../db/schema/accounts.ts'
import { AppError } from '../../errors.ts'
import { recordActivity } from '../activity/record-activity.ts'

/**
 * Ends a key at once, and answers with its name.
 * @throws AppError not_found for an unknown or another's key
 */
export async function revokeKey(ctx: Context, keyId: string): Promise<string> {
  const own = and(eq(apiKeys.referenceId, ctx.userId), eq(apiKeys.id, keyId))
  const [key] = await ctx.db.select({ name: apiKeys.name }).from(apiKeys).where(own)
  const removal = ctx.db.delete(apiKeys).where(own).returning({ id: apiKeys.id })
  const activity = recordActivity(
    ctx,
    {
      action_type: 'api_key_revoked',
      module: 'accounts',
      details: { name: key?.name },
      reference_id: keyId,
      reference_table: 'api_keys',
    },
    { onlyIfChanged: true },
  )
  if (!key || !(await compareAndSet(ctx.db, removal, [activity]))) {
    throw new AppError('not_found', 'API key not found. It may have been revoked already.')
  }
  return key.name ?? ''
}
