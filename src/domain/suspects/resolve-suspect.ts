import type { Context } from '../../context.ts'
import type { Mockup } from '../../db/schema/mockups.ts'
import { AppError } from '../../errors.ts'
import { describeActor } from '../activity/describe-actor.ts'
import { attemptId } from '../mockups/attempt-id.ts'
import { getMockup } from '../mockups/get-mockup.ts'
import { startAttempt } from '../rendering/retry-mockup.ts'
import { clearSuspicion } from './clear-suspicion.ts'
import { countAsPaid } from './count-as-paid.ts'
import type { SuspectDecision } from './schemas.ts'

/**
 * A person decides a render that may have been charged. `render_again`: it was not paid; its
 * credit goes back and a new one is held for a new attempt. `count_as_paid`: the credit is spent,
 * the picture is lost. Ends in `conflict` when there is nothing to decide (any more).
 */
export async function resolveSuspect(
  ctx: Context,
  mockupId: string,
  decision: SuspectDecision,
): Promise<void> {
  const mockup = await getMockup(ctx, mockupId)
  if (mockup.failure_code !== 'suspect') {
    throw new AppError('conflict', 'There is nothing to decide about this mockup (any more).')
  }
  const who = describeActor(ctx.actor).name
  if (decision === 'count_as_paid') return countAsPaid(ctx, mockup, `Counted as paid by ${who}`)
  await giveBack(ctx, mockup, `Rendered again by ${who}`)
  // Before the new attempt, which the budget may refuse.
  await clearSuspicion(ctx, mockup)
  await startAttempt(ctx, mockup)
}

/** Repeating it after a crash finds the credit given back already, and goes on. */
async function giveBack(ctx: Context, mockup: Mockup, note: string): Promise<void> {
  const id = attemptId(mockup)
  if ((await ctx.ledger.resolveSuspect(id, 'void', note)) === 'voided') return
  const [state] = await ctx.ledger.states([id])
  if (state?.state === 'voided' || state?.state === 'expired' || state === undefined) return
  throw new AppError('conflict', 'This render was decided meanwhile: it counts as paid.')
}
