import { and, eq, isNull } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { idempotencyKeys } from '../../db/schema/desk.ts'
import type { KeptAnswer, TakenClaim } from './claim-key.ts'
import { TRY_AGAIN } from './lifetime.ts'

const MAX_BODY_BYTES = 64 * 1024

/**
 * How a request ended. `done`: repeats get its answer. `unfinished`: it may be tried again, under
 * the same work id, since part of it may be done. `refused`: nothing was done and nothing is kept.
 */
export type RequestEnd =
  | { kind: 'done'; answer: KeptAnswer }
  | { kind: 'unfinished' }
  | { kind: 'refused' }

/** Ends a claim. One that somebody else has taken over meanwhile stays theirs. */
export async function endClaim(ctx: Context, claim: TakenClaim, end: RequestEnd): Promise<void> {
  const own = and(
    eq(idempotencyKeys.user_id, ctx.userId),
    eq(idempotencyKeys.key, claim.key),
    eq(idempotencyKeys.created_at, claim.since),
    isNull(idempotencyKeys.status),
  )
  if (end.kind === 'refused') {
    await ctx.db.delete(idempotencyKeys).where(own)
    return
  }
  const kept =
    end.kind === 'done'
      ? { status: end.answer.status, answer: bodyOf(end.answer) }
      : { status: TRY_AGAIN, answer: null }
  await ctx.db.update(idempotencyKeys).set(kept).where(own)
}

/** The body as it is kept: of one that is too large only that the request succeeded. */
function bodyOf({ body }: KeptAnswer): string {
  const text = JSON.stringify(body)
  const fits = new TextEncoder().encode(text).length <= MAX_BODY_BYTES
  return fits ? text : JSON.stringify({ success: true })
}
