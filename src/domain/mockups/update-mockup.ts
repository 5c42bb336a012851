import { and, eq } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { compareAndSet } from '../../db/client.ts'
import { mockups } from '../../db/schema/mockups.ts'
import { AppError } from '../../errors.ts'
import { recordActivity } from '../activity/record-activity.ts'
import type { MockupChange } from './schemas.ts'

/**
 * Sets or clears the quality score (0–1, three decimals).
 * @throws AppError not_found
 */
export async function updateMockup(ctx: Context, id: string, change: MockupChange): Promise<void> {
  const update = ctx.db
    .update(mockups)
    .set({ ...change, updated_at: isoTime(ctx.clock.now()) })
    .where(and(eq(mockups.user_id, ctx.userId), eq(mockups.id, id)))
    .returning({ id: mockups.id })
  const activity = recordActivity(
    ctx,
    {
      action_type: 'mockup_scored',
      module: 'mockups',
      details: { mockupId: id, ...change },
      reference_id: id,
      reference_table: 'mockups',
    },
    { onlyIfChanged: true },
  )
  if (!(await compareAndSet(ctx.db, update, [activity]))) {
    throw new AppError('not_found', 'Mockup not found')
  }
}
