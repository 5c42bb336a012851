import type { Context } from '../../context.ts'
import { planPairs } from './plan-pairs.ts'
import { findStartedRuns, type RequestedRun, type RunOptions, startRuns } from './start-runs.ts'

export type { RequestedRun } from './start-runs.ts'

export type RunRequest = RunOptions & { asset_ids: string[] }

/**
 * Starts the renders of every artwork × scene. Asked again with the same group it answers as the
 * first time. Ends in `not_found` (another's artwork), `invalid` (no scene has a template) or
 * `insufficient_credits`; then nothing is left behind.
 */
export async function requestRun(ctx: Context, request: RunRequest): Promise<RequestedRun[]> {
  const before = await findStartedRuns(ctx, request.group_id)
  if (before.length > 0) return before
  const { asset_ids } = request
  const plan = await planPairs(ctx, asset_ids, request.scenes)
  return startRuns(ctx, request, { ...plan, asset_ids })
}
