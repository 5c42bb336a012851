import { and, eq, sql } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { compareAndSet } from '../../db/client.ts'
import { type Mockup, mockups } from '../../db/schema/mockups.ts'
import { openRetry } from '../retries/open-retry.ts'

const NOT_PAID = 'The credit of this render went back, and it has not been rendered again.'

/**
 * The credit of a suspect render went back: there is nothing left to decide about its row, which a
 * person may try again. Safe to run again; a row that is no longer suspect stays as it is.
 */
export async function clearSuspicion(ctx: Context, mockup: Mockup): Promise<void> {
  const update = ctx.db
    .update(mockups)
    .set({
      failure_code: 'lost',
      credits_used: sql`max(${mockups.credits_used} - 1, 0)`,
      error_message: NOT_PAID,
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
  const retry = openRetry(
    ctx,
    {
      operation_type: 'mockup_generation',
      subject_id: mockup.id,
      payload: { mockup_id: mockup.id, asset_id: mockup.asset_id, scene: mockup.scene },
      error: NOT_PAID,
      permanent: true,
      reference_id: mockup.asset_id,
      reference_table: 'assets',
    },
    { onlyIfChanged: true },
  )
  await compareAndSet(ctx.db, update, [retry])
}
