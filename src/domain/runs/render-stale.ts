import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { planStale } from './plan-stale.ts'
import { findStartedRuns, type RequestedRun, startRuns } from './start-runs.ts'

/**
 * Renders anew what is stale: at most 100 pairs, each paid for unless its new picture is there
 * already. Ends in `conflict` where nothing is stale, or `insufficient_credits`.
 */
export async function renderStale(ctx: Context, groupId: string): Promise<RequestedRun[]> {
  const before = await findStartedRuns(ctx, groupId)
  if (before.length > 0) return before
  const pairs = await planStale(ctx)
  if (pairs.length === 0) throw new AppError('conflict', 'No mockup is stale. Nothing was started.')
  const options = {
    group_id: groupId,
    scenes: [...new Set(pairs.map((pair) => pair.scene.scene_key))],
    skip_approval: false,
    regenerate: false,
  }
  const asset_ids = [...new Set(pairs.map((pair) => pair.asset.id))]
  return startRuns(ctx, options, { pairs, unknownScenes: [], asset_ids })
}
