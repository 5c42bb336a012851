import { and, eq, isNull } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { idempotencyKeys } from '../../db/schema/desk.ts'
import type { StoredAnswer } from './claim-key.ts'

/**
 * Ends a claim: with an answer, which every repeat is given, or without, which makes the key new
 * again. A claim that somebody else has taken over meanwhile stays theirs.
 */
export async function endClaim(
  ctx: Context,
  claim: { key: string; since: string },
  answer: StoredAnswer | undefined,
): Promise<void> {
  const mine = and(
    eq(idempotencyKeys.user_id, ctx.userId),
    eq(idempotencyKeys.key, claim.key),
    eq(idempotencyKeys.created_at, claim.since),
    isNull(idempotencyKeys.status),
  )
  if (!answer) {
    await ctx.db.delete(idempotencyKeys).where(mine)
    return
  }
  await ctx.db
    .update(idempotencyKeys)
    .set({ status: answer.status, answer: JSON.stringify(answer) })
    .where(mine)
}
