import type { Context } from '../../context.ts'
import { chooseScenes, type SceneChoice } from './choose-scenes.ts'
import { planPairs } from './plan-pairs.ts'
import { type RequestedRun, type RunOptions, startRuns } from './start-runs.ts'

export type RunRequest = RunOptions &
  SceneChoice & {
    asset_ids: string[]
    /** The most mockups that a kit may make of them. */
    max_pairs?: number
  }

/**
 * Starts the renders of every artwork × scene, chosen by hand or by a kit. Asked again with the
 * same group it answers as the first time; a refusal leaves nothing behind.
 * @throws AppError not_found for an artwork or a kit that is not the user's
 * @throws AppError conflict for an archived artwork
 * @throws AppError invalid when no scene has a template, and for too many pairs of a kit
 * @throws AppError insufficient_credits, not_configured
 */
export async function requestRun(ctx: Context, request: RunRequest): Promise<RequestedRun[]> {
  const { asset_ids, kit_id } = request
  return startRuns(ctx, request, async () => {
    const scenes = await chooseScenes(ctx, request)
    return { ...(await planPairs(ctx, asset_ids, scenes)), scenes, kit_id, asset_ids }
  })
}
