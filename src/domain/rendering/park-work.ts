import { and, eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { type Mockup, mockups } from '../../db/schema/mockups.ts'
import { markIntegrationError } from '../integrations/mark-integration-error.ts'
import { attemptId } from '../mockups/attempt-id.ts'
import { failMockup } from './fail-mockup.ts'

// What one refusal stops at once; more is found by its own message or by the sweep.
const MAX_PARKED = 200

/**
 * The vendor refuses the key, or it is out of credits: everything that waits for it stops, its
 * credits go back, and the user is told why in `message`. A person tries again when the key is in order.
 */
export async function parkWork(ctx: Context, first: Mockup, message: string): Promise<void> {
  await markIntegrationError(ctx, 'dynamic_mockups', message)
  const failure = { code: 'parked', message, retry: 'by_hand' } as const
  await failMockup(ctx, first, failure)
  const waiting = await ctx.db
    .select()
    .from(mockups)
    .where(and(eq(mockups.user_id, ctx.userId), eq(mockups.status, 'pending')))
    .limit(MAX_PARKED)
  if (waiting.length === 0) return
  const { released } = await ctx.ledger.release(waiting.map(attemptId), message)
  const given = new Set(released)
  for (const mockup of waiting) {
    if (given.has(attemptId(mockup))) await failMockup(ctx, mockup, failure)
  }
}
