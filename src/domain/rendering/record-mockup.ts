import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { compareAndSet } from '../../db/client.ts'
import { mockups } from '../../db/schema/mockups.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { openMockupApproval } from '../approvals/approval-statement.ts'
import { routeMockup } from '../approvals/route-mockup.ts'
import { closeRetry } from '../retries/close-retry.ts'
import { getSettings } from '../settings/get-settings.ts'
import { isUnfinished } from './is-unfinished.ts'
import type { RenderJob } from './load-render-job.ts'
import { settleFollowers } from './settle-followers.ts'

export type StoredPicture = {
  file_key: string
  thumbnail_key: string | null
  width: number
  height: number
}

/**
 * Records a finished mockup: status, files, approval item, activity and its retry row in one
 * batch. A mockup that has ended already stays as it is. Followers end with it.
 */
export async function recordMockup(
  ctx: Context,
  job: RenderJob,
  picture: StoredPicture,
): Promise<void> {
  const { mockup, run, collection } = job
  const routed = routeMockup(await getSettings(ctx), run)
  const update = ctx.db
    .update(mockups)
    .set({
      ...picture,
      status: routed,
      dm_render_id: mockup.id,
      dm_metadata: { template: mockup.scene_config.dm_template_id, export_label: mockup.id },
      failure_code: null,
      error_message: null,
      next_attempt_at: null,
      waiting_for: null,
      updated_at: isoTime(ctx.clock.now()),
    })
    .where(isUnfinished(ctx, mockup))
    .returning({ id: mockups.id })
  const review = openMockupApproval(ctx, { ...mockup, ...picture, collection })
  const activity = recordActivity(
    ctx,
    {
      action_type: 'mockup_generated',
      module: 'mockups',
      details: { mockupId: mockup.id, scene: mockup.scene, creditsUsed: mockup.credits_used },
      reference_id: mockup.id,
      reference_table: 'mockups',
    },
    { onlyIfChanged: true },
  )
  const hit = await compareAndSet(ctx.db, update, [
    ...(routed === 'approved' ? [] : [review]),
    activity,
    closeRetry(ctx, 'mockup_generation', mockup.id),
  ])
  if (hit) await settleFollowers(ctx, mockup.id)
}
