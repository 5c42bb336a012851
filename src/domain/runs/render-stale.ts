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
      throw new AppError('conflict', 'No mockup is outdated. Nothing was started.')
    }
    const scenes = [...new Set(pairs.map((pair) => pair.scene.scene_key))]
    // Artwork by artwork, as a run is shown.
    const byArtwork = Map.groupBy(pairs, (pair) => pair.asset.id)
    const asset_ids = [...byArtwork.keys()]
    const inOrder = [...byArtwork.values()].flat()
    return { pairs: inOrder, scenes, unknownScenes: [], sceneProblems: {}, asset_ids }
  })
}
