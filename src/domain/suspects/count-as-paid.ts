import { and, eq } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { compareAndSet, type Statement } from '../../db/client.ts'
import { type Mockup, mockups } from '../../db/schema/mockups.ts'
import { AppError } from '../../errors.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { attemptId } from '../mockups/attempt-id.ts'
import { clearSuspicion } from './clear-suspicion.ts'

/**
 * Counts a suspect render as paid: first in the ledger, then in its row, which is lost from then
 * on. `following` goes into the same batch. Safe to run again after a crash between the two.
 */
export async function countAsPaid(
  ctx: Context,
  mockup: Mockup,
  note: string,
  following: Statement[] = [],
): Promise<void> {
  const id = attemptId(mockup)
  if ((await ctx.ledger.resolveSuspect(id, 'post', note)) === 'not_suspect') {
    const [state] = await ctx.ledger.states([id])
    if (state?.state !== 'posted') {
      await clearSuspicion(ctx, mockup)
      throw new AppError('conflict', 'This render was decided meanwhile: its credit went back.')
    }
  }
  // Nobody can share a picture that never came: the next request for it is quoted and paid.
  await ctx.ledger.forgetPictures([mockup.id])
  const update = ctx.db
    .update(mockups)
    .set({
      failure_code: 'lost',
      error_message: `${note}. The picture never arrived.`,
      updated_at: isoTime(ctx.clock.now()),
    })
    .where(
      and(
        eq(mockups.user_id, ctx.userId),
        eq(mockups.id, mockup.id),
        eq(mockups.attempt, mockup.attempt),
        eq(mockups.failure_code, 'suspect'),
      ),
    )
    .returning({ id: mockups.id })
  const activity = recordActivity(
    ctx,
    {
      action_type: 'suspect_counted_as_paid',
      module: 'credits',
      details: { mockupId: mockup.id, scene: mockup.scene, creditsUsed: mockup.credits_used },
      reference_id: mockup.id,
      reference_table: 'mockups',
    },
    { onlyIfChanged: true },
  )
  await compareAndSet(ctx.db, update, [activity, ...following])
}
