import type { Context } from '../../context.ts'
import type { RenderMessage } from '../../queues/messages.ts'
import { attemptId } from '../mockups/attempt-id.ts'
import { failMockup } from './fail-mockup.ts'
import { loadRenderJob } from './load-render-job.ts'

const GIVEN_UP = 'The hub could not work on this mockup. Nothing was paid; it is tried again later.'

/**
 * Gives up on an attempt whose message could not be handled: the credit goes back and the mockup
 * fails with a row in the retry queue. An attempt that is paid for, in flight or suspect is left to
 * the sweep, which fetches or judges it.
 */
export async function abandonRender(
  ctx: Context,
  message: Pick<RenderMessage, 'mockupId' | 'attempt'>,
): Promise<void> {
  const job = await loadRenderJob(ctx, message.mockupId)
  if (!job || job.mockup.attempt !== message.attempt) return
  const { released } = await ctx.ledger.release([attemptId(job.mockup)], GIVEN_UP)
  if (released.length === 0) return
  await failMockup(ctx, job.mockup, { code: 'lost', message: GIVEN_UP, retry: 'later' })
}
