import { and, eq, isNull } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { idempotencyKeys } from '../../db/schema/desk.ts'
import type { StoredAnswer } from './claim-key.ts'
import { TRY_AGAIN } from './lifetime.ts'

/**
 * Ends a claim: with an answer, which every repeat is given, or without, which lets the same
 * request be tried again under the same work id. A claim that somebody else has taken over
 * meanwhile stays theirs.
 */
export async function endClaim(
  ctx: Context,
  claim: { key: string; since: string },
  answer: StoredAnswer | undefined,
): Promise<void> {
  await ctx.db
    .update(idempotencyKeys)
    .set(
      answer
        ? { status: answer.status, answer: JSON.stringify(answer) }
        : { status: TRY_AGAIN, answer: null },
    )
    .where(
      and(
        eq(idempotencyKeys.user_id, ctx.userId),
        eq(idempotencyKeys.key, claim.key),
        eq(idempotencyKeys.created_at, claim.since),
        isNull(idempotencyKeys.status),
      ),
    )
}
