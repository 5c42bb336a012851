import type { Context } from '../../context.ts'
import type { Placement } from '../../db/schema/mockups.ts'
import { planPairs } from './plan-pairs.ts'
import { type RequestedRun, type RunOptions, startRuns } from './start-runs.ts'

export type RunRequest = RunOptions & {
  asset_ids: string[]
  scenes: string[]
  placement?: Placement
}

/**
 * Starts the renders of every artwork × scene. Asked again with the same group it answers as the
 * first time; a refusal leaves nothing behind.
 * @throws AppError not_found for an artwork that is not the user's
 * @throws AppError invalid when no scene has a template
 * @throws AppError insufficient_credits, not_configured
 */
export async function requestRun(ctx: Context, request: RunRequest): Promise<RequestedRun[]> {
  const { asset_ids, scenes, placement = null } = request
  return startRuns(ctx, request, async () => {
    const { pairs, ...leftOut } = await planPairs(ctx, asset_ids, scenes)
    const placed = pairs.map((pair) => ({ ...pair, placement }))
    return { pairs: placed, scenes, ...leftOut, asset_ids }
  })
}
