import { sql } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { compareAndSet } from '../../db/client.ts'
import { type Mockup, mockups } from '../../db/schema/mockups.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { dropRetry } from '../retries/drop-retry.ts'
import { openRetry } from '../retries/open-retry.ts'
import { isUnfinished } from './is-unfinished.ts'
import type { Failure } from './render-one.ts'
import { settleFollowers } from './settle-followers.ts'

/**
 * Ends a mockup as failed, with the reason, and puts it in the retry queue where trying again can
 * help; one batch. A mockup that has ended already stays as it is. Followers end with it.
 */
export async function failMockup(ctx: Context, mockup: Mockup, failure: Failure): Promise<void> {
  const update = ctx.db
    .update(mockups)
    .set({
      status: 'failed',
      failure_code: failure.code,
      // What was not paid costs nothing; a suspect render's credit is still held.
      credits_used:
        failure.paid || failure.code === 'suspect'
          ? mockup.credits_used
          : sql`max(${mockups.credits_used} - 1, 0)`,
      error_message: failure.message,
      next_attempt_at: null,
      waiting_for: null,
      updated_at: isoTime(ctx.clock.now()),
    })
    .where(isUnfinished(ctx, mockup))
    .returning({ id: mockups.id })
  const retry = openRetry(
    ctx,
    {
      operation_type: 'mockup_generation',
      subject_id: mockup.id,
      payload: { mockup_id: mockup.id, asset_id: mockup.asset_id, scene: mockup.scene },
      error: failure.message,
      permanent: failure.retry === 'by_hand',
      reference_id: mockup.asset_id,
      reference_table: 'assets',
    },
    { onlyIfChanged: true },
  )
  const activity = recordActivity(
    ctx,
    {
      action_type: 'mockup_failed',
      module: 'mockups',
      details: {
        mockupId: mockup.id,
        scene: mockup.scene,
        code: failure.code,
        error: failure.message,
      },
      reference_id: mockup.id,
      reference_table: 'mockups',
    },
    { onlyIfChanged: true },
  )
  // Nobody can share a picture that never came: the next request for it is quoted and paid.
  if (failure.paid) await ctx.ledger.forgetPictures([mockup.id])
  // What must not start again by itself leaves the queue: an earlier failure may have put it there.
  const hit = await compareAndSet(
    ctx.db,
    update,
    failure.retry === 'never'
      ? [activity, dropRetry(ctx, 'mockup_generation', mockup.id)]
      : [retry, activity],
  )
  if (hit) await settleFollowers(ctx, mockup.id)
}
