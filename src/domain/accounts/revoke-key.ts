import { and, eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { apiKeys } from '../../db/schema/accounts.ts'
import { AppError } from '../../errors.ts'

/** Ends a key at once and returns its name. Throws `not_found` for an unknown or another's key. */
export async function revokeKey(ctx: Context, keyId: string): Promise<string> {
  const [revoked] = await ctx.db
    .delete(apiKeys)
    .where(and(eq(apiKeys.referenceId, ctx.userId), eq(apiKeys.id, keyId)))
    .returning({ name: apiKeys.name })
  if (!revoked) throw new AppError('not_found', 'This key is not there. It may be revoked already.')
  return revoked.name ?? 'Unnamed'
}
