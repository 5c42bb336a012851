import { and, eq } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { compareAndSet } from '../../db/client.ts'
import { type Mockup, mockups } from '../../db/schema/mockups.ts'
import { AppError } from '../../errors.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { getBudget } from '../credits/get-budget.ts'
import { getMockup } from '../mockups/get-mockup.ts'
import { attemptIdOf } from '../pictures/recipe.ts'
import { findPicture } from '../rendering/load-job.ts'

/** Whether the mockup has paid for a picture that never came, and got nothing back for it. */
export function isRefundable(mockup: Pick<Mockup, 'failure_code' | 'credits_used'>): boolean {
  return mockup.failure_code === 'lost' && mockup.credits_used > 0
}

/**
 * Records that the vendor has given back the credit of a lost picture: an entry of its own in the
 * ledger, once for each credit that was paid, then the row. Safe to run again after a crash between the two.
 * @throws AppError not_found
 * @throws AppError conflict where there is nothing to give back
 */
export async function refundMockup(ctx: Context, mockupId: string): Promise<void> {
  const mockup = await getMockup(ctx, mockupId)
  const picture = await findPicture(ctx, mockup.picture_id)
  if (!isRefundable(mockup) || !picture) {
    throw new AppError(
      'conflict',
      'Only a render that was charged and never arrived can be refunded, and only once. Nothing was changed.',
    )
  }
  const { annual } = await getBudget(ctx)
  const attemptId = attemptIdOf(picture)
  await ctx.ledger.adjust({
    // Who has paid for several attempts, or for one after another, gets each back once.
    key: `${attemptId} ${mockup.id} ${mockup.credits_used}`,
    operation: 'refund',
    credits: 1,
    attemptId,
    pictureId: picture.id,
    mockupId: mockup.id,
    budget: annual,
  })
  const shares = await ctx.ledger.paid([picture.id])
  const share = shares.find((one) => one.mockupId === mockup.id)
  const update = ctx.db
    .update(mockups)
    .set({ credits_used: share?.credits ?? 0, updated_at: isoTime(ctx.clock.now()) })
    .where(
      and(
        eq(mockups.user_id, ctx.userId),
        eq(mockups.id, mockup.id),
        eq(mockups.failure_code, 'lost'),
        eq(mockups.credits_used, mockup.credits_used),
      ),
    )
    .returning({ id: mockups.id })
  const activity = recordActivity(
    ctx,
    {
      action_type: 'credit_refunded',
      module: 'credits',
      details: { mockupId: mockup.id, scene: mockup.scene, credits: 1 },
      reference_id: mockup.id,
      reference_table: 'mockups',
    },
    { onlyIfChanged: true },
  )
  await compareAndSet(ctx.db, update, [activity])
}
