import { and, eq } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { compareAndSet } from '../../db/client.ts'
import { mockups } from '../../db/schema/mockups.ts'
import { AppError } from '../../errors.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { attemptId } from '../mockups/attempt-id.ts'
import { getMockup } from '../mockups/get-mockup.ts'
import { getSettings } from '../settings/get-settings.ts'
import { isRefundable } from './is-refundable.ts'

/**
 * Records that the vendor has given back the credit of a lost picture: an entry of its own in the
 * ledger, once an attempt, then the row. Safe to run again after a crash between the two. Ends in
 * `conflict` where there is nothing to give back.
 */
export async function refundMockup(ctx: Context, mockupId: string): Promise<void> {
  const mockup = await getMockup(ctx, mockupId)
  if (!isRefundable(mockup)) {
    throw new AppError(
      'conflict',
      'Only a render that was paid for and never arrived is refunded, and only once. Nothing was changed.',
    )
  }
  const { guardrails } = await getSettings(ctx)
  const id = attemptId(mockup)
  await ctx.ledger.adjust({
    key: id,
    operation: 'refund',
    credits: 1,
    attemptId: id,
    mockupId: mockup.id,
    budget: guardrails.annual_mockup_budget,
  })
  const update = ctx.db
    .update(mockups)
    .set({
      credits_used: mockup.credits_used - 1,
      dm_metadata: { ...mockup.dm_metadata, refunded_attempt: mockup.attempt },
      updated_at: isoTime(ctx.clock.now()),
    })
    .where(
      and(
        eq(mockups.user_id, ctx.userId),
        eq(mockups.id, mockup.id),
        eq(mockups.attempt, mockup.attempt),
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
