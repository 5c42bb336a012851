import { and, eq, sql } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { compareAndSet } from '../../db/client.ts'
import { mockups } from '../../db/schema/mockups.ts'
import { AppError } from '../../errors.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { getMockup } from './get-mockup.ts'
import type { MockupChange } from './schemas.ts'

/**
 * Sets or clears the quality score (0–1, three decimals); of a form, as long as it is the one that
 * the form has `seen`. A score that is there already changes nothing.
 * @throws AppError not_found
 * @throws AppError conflict where it was changed since
 */
export async function updateMockup(
  ctx: Context,
  id: string,
  change: MockupChange,
  seen?: MockupChange,
): Promise<void> {
  const { quality_score: score } = change
  const update = ctx.db
    .update(mockups)
    .set({ ...change, updated_at: isoTime(ctx.clock.now()) })
    .where(
      and(
        eq(mockups.user_id, ctx.userId),
        eq(mockups.id, id),
        sql`${mockups.quality_score} IS NOT ${score}`,
        seen ? sql`${mockups.quality_score} IS ${seen.quality_score}` : undefined,
      ),
    )
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
  if (await compareAndSet(ctx.db, update, [activity])) return
  const { quality_score: stored } = await getMockup(ctx, id)
  if (stored === score) return
  throw new AppError(
    'conflict',
    `The score was changed to ${stored ?? 'none'} after you opened this page. Nothing was saved. Save it again to replace it.`,
  )
}
