import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { describeActor } from '../activity/describe-actor.ts'
import { getMockup } from '../mockups/get-mockup.ts'
import { movePicture } from '../pictures/picture.ts'
import { attemptIdOf } from '../pictures/recipe.ts'
import { findPicture } from '../rendering/load-job.ts'
import { renderAgain } from '../rendering/render-again.ts'
import { findRevivable } from '../rendering/retry-picture.ts'
import { countAsPaid, NOT_PAID } from './count-as-paid.ts'
import type { SuspectDecision } from './schemas.ts'

/**
 * A person decides a render that may have been charged, by any mockup of its picture; every mockup
 * of it follows. `render_again`: it was not paid; its credit goes back and a new one is held for a
 * new attempt. `count_as_paid`: the credit is spent, the picture is lost.
 * @throws AppError conflict when there is nothing to decide (any more), or its scene cannot be
 * rendered now; then the credit went back and nothing is rendered
 * @throws AppError insufficient_credits; then the credit went back and nothing is rendered
 */
export async function resolveSuspect(
  ctx: Context,
  mockupId: string,
  decision: SuspectDecision,
): Promise<void> {
  const mockup = await getMockup(ctx, mockupId)
  const picture = await findPicture(ctx, mockup.picture_id)
  if (picture?.state !== 'suspect') {
    throw new AppError('conflict', 'This charge has already been decided. Nothing was changed.')
  }
  const who = describeActor(ctx.actor).name
  if (decision === 'count_as_paid') {
    await countAsPaid(ctx, picture, mockupId, `Marked as charged by ${who}`)
    return
  }
  await giveBack(ctx, attemptIdOf(picture), `Rendered again by ${who}`)
  // Before the new attempt, which the budget may refuse.
  await movePicture(ctx, picture, { kind: 'given_back', message: NOT_PAID })
  const others = await findRevivable(ctx, picture.id)
  await renderAgain(ctx, [...new Set([mockupId, ...others])], 'asked', [mockupId])
}

/** Repeating it after a crash finds the credit given back already, and goes on. */
async function giveBack(ctx: Context, attemptId: string, note: string): Promise<void> {
  if ((await ctx.ledger.resolveSuspect(attemptId, 'void', note)) === 'voided') return
  const [state] = await ctx.ledger.states([attemptId])
  if (state?.state === 'voided' || state?.state === 'expired' || state === undefined) return
  throw new AppError(
    'conflict',
    'This render has already been decided: it is marked as charged. Nothing was changed.',
  )
}
