import { and, eq } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { compareAndSet } from '../../db/client.ts'
import { type Mockup, mockups } from '../../db/schema/mockups.ts'
import { AppError } from '../../errors.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { insufficientCredits } from '../credits/insufficient-credits.ts'
import { attemptId } from '../mockups/attempt-id.ts'
import { getMockup } from '../mockups/get-mockup.ts'
import { markRetryRunning } from '../retries/mark-retry-running.ts'
import { confirmGroup } from '../runs/confirm-group.ts'
import { findRun } from '../runs/get-run.ts'
import { getSettings } from '../settings/get-settings.ts'
import { renderMessageOf } from './send-renders.ts'

/**
 * Tries a failed mockup again as a new paid attempt, with a new reservation; one that is under way
 * already is left alone. Ends in `conflict` when there is a picture, or nobody has decided yet whether it was paid, and in
 * `insufficient_credits`.
 */
export async function retryMockup(ctx: Context, mockupId: string): Promise<void> {
  const mockup = await getMockup(ctx, mockupId)
  // Under way already: asked twice, done once.
  if (mockup.status === 'pending' || mockup.status === 'generating') return
  if (mockup.status !== 'failed') {
    throw new AppError(
      'conflict',
      `This mockup is ${mockup.status}: only a failed one is tried again.`,
    )
  }
  if (mockup.failure_code === 'suspect') {
    throw new AppError(
      'conflict',
      'This render may have been charged. Decide first whether to render it again.',
    )
  }
  await startAttempt(ctx, mockup)
}

/** Reserves, starts and queues the next attempt at a failed mockup. */
export async function startAttempt(ctx: Context, mockup: Mockup): Promise<void> {
  const attempt = mockup.attempt + 1
  const id = attemptId({ id: mockup.id, attempt })
  const [settings, run] = await Promise.all([getSettings(ctx), findRun(ctx, mockup.run_id)])
  const operation = run.regenerate ? 'regeneration' : 'generation'
  const reservation = await ctx.ledger.reserveMany({
    groupId: id,
    budget: settings.guardrails.annual_mockup_budget,
    items: [{ attemptId: id, mockupId: mockup.id, pictureKey: null, operation }],
  })
  if (reservation.result === 'insufficient') throw insufficientCredits(reservation.remaining)
  if (reservation.result === 'other_items') throw changedMeanwhile()
  const update = ctx.db
    .update(mockups)
    .set({
      status: 'pending',
      attempt,
      // Earlier attempts that were paid stay counted; a suspect one's credit went back.
      credits_used: mockup.credits_used + (mockup.failure_code === 'suspect' ? 0 : 1),
      reused_from: null,
      failure_code: null,
      error_message: null,
      next_attempt_at: null,
      waiting_for: null,
      updated_at: isoTime(ctx.clock.now()),
    })
    .where(
      and(
        eq(mockups.user_id, ctx.userId),
        eq(mockups.id, mockup.id),
        eq(mockups.attempt, mockup.attempt),
        eq(mockups.status, 'failed'),
      ),
    )
    .returning({ id: mockups.id })
  const activity = recordActivity(
    ctx,
    {
      action_type: 'mockup_retried',
      module: 'mockups',
      details: { mockupId: mockup.id, scene: mockup.scene, attempt },
      reference_id: mockup.id,
      reference_table: 'mockups',
    },
    { onlyIfChanged: true },
  )
  if (
    !(await compareAndSet(ctx.db, update, [
      activity,
      markRetryRunning(ctx, 'mockup_generation', mockup.id),
    ]))
  ) {
    const now = await getMockup(ctx, mockup.id)
    if (now.attempt === attempt) return
    await ctx.ledger.release([id], 'Not started')
    throw changedMeanwhile()
  }
  await confirmGroup(ctx, id)
  await sendAttempt(ctx, mockup.id, attempt)
}

function changedMeanwhile(): AppError {
  return new AppError('conflict', 'This mockup was changed meanwhile. Nothing was paid.')
}

async function sendAttempt(ctx: Context, mockupId: string, attempt: number): Promise<void> {
  try {
    await ctx.queues.mockupRenders.send(renderMessageOf(ctx, mockupId, attempt))
  } catch (cause) {
    // The sweep sends it.
    ctx.log.error('render_not_sent', cause, { mockup: mockupId })
  }
}
