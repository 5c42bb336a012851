import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { noScene } from './plan-pairs.ts'
import { planStale } from './plan-stale.ts'
import { type RequestedRun, startRuns } from './start-runs.ts'

/**
 * Renders what is stale once more: at most 100 pairs, each paid for unless its new picture is there
 * already.
 * @throws AppError conflict where nothing is stale
 * @throws AppError invalid where none of it can be rendered
 * @throws AppError insufficient_credits, not_configured
 */
export async function renderStale(ctx: Context, groupId: string): Promise<RequestedRun[]> {
  const options = { group_id: groupId, skip_approval: false, regenerate: false }
  return startRuns(ctx, options, async () => {
    const { pairs, ...leftOut } = await planStale(ctx)
    if (pairs.length === 0) {
      if (leftOut.unknownScenes.length > 0) throw noScene(leftOut)
      throw new AppError('conflict', 'No mockup is stale. Nothing was started.')
    }
    const scenes = [...new Set(pairs.map((pair) => pair.scene.scene_key))]
    const asset_ids = [...new Set(pairs.map((pair) => pair.asset.id))]
    return { pairs, scenes, unknownScenes: [], sceneProblems: {}, asset_ids }
  })
}
