import type { Context } from '../../context.ts'
import type { RenderMessage } from '../../queues/messages.ts'
import { movePicture } from '../pictures/picture.ts'
import { attemptIdOf } from '../pictures/recipe.ts'
import { findPicture } from './load-job.ts'

const GIVEN_UP =
  'Haven Hub could not work on this mockup. Nothing was charged; it is retried automatically.'

/**
 * Gives up on an attempt whose message could not be handled: the credit is released and the picture
 * fails with a row in the retry queue. An attempt that is paid for, in flight or suspect is left to
 * the sweep, which fetches or judges it.
 */
export async function abandonRender(
  ctx: Context,
  message: Pick<RenderMessage, 'pictureId' | 'attempt'>,
): Promise<void> {
  const picture = await findPicture(ctx, message.pictureId)
  if (!picture || picture.attempt !== message.attempt) return
  const attemptIds = [attemptIdOf(picture)]
  await ctx.ledger.release({ attemptIds }, GIVEN_UP)
  const [state] = await ctx.ledger.states(attemptIds)
  if (state && state.state !== 'voided' && state.state !== 'expired') return
  await movePicture(ctx, picture, {
    kind: 'failed',
    failure: { code: 'lost', message: GIVEN_UP, retry: 'later' },
  })
}
