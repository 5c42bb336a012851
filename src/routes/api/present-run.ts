import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { RUN_LIMIT_MS } from '../../domain/rendering/render-one.ts'
import type { RunPair, RunView } from '../../domain/runs/get-run.ts'
import type { RunSummary } from '../../domain/runs/list-runs.ts'
import { creditsSpent, isUnfinished } from '../../domain/runs/run-progress.ts'
import type { RunAnswer, RunSummaryAnswer } from '../../domain/runs/schemas.ts'
import { problemOf } from '../../domain/templates/scene-health.ts'

/** A run as in lists. */
export function presentRunSummary({ run, progress }: RunSummary): RunSummaryAnswer {
  return {
    taskId: run.id,
    status: progress.status,
    counts: progress.counts,
    generated: progress.generated,
    failed: progress.failed,
    totalCreditsUsed: progress.totalCreditsUsed,
    scenes: run.scenes,
    mockupsQueued: run.pair_count,
    kit_id: run.kit_id,
    kit_name: run.kit_name,
    created_at: run.created_at,
    deadline_at: isoTime(Date.parse(run.created_at) + RUN_LIMIT_MS),
    cancelled_at: run.cancelled_at,
  }
}

/** A run with the results of the pairs that have ended, unknown scenes among them. */
export async function presentRun(
  ctx: Context,
  { run, progress, pairs }: RunView,
): Promise<RunAnswer> {
  const ended = pairs.filter(({ mockup }) => !isUnfinished(mockup.status))
  const results = await Promise.all(ended.map((pair) => presentResult(ctx, pair)))
  const unknown = run.unknown_scenes.flatMap((scene) =>
    run.unknown_asset_ids.map((assetId) => ({
      mockupId: '',
      assetId,
      scene,
      status: 'failed' as const,
      error: `Scene template not found: ${scene}`,
      detail: problemOf(run.scene_problems, scene),
      creditsUsed: 0,
    })),
  )
  return { ...presentRunSummary({ id: run.id, run, progress }), results: [...results, ...unknown] }
}

async function presentResult(
  ctx: Context,
  { mockup, picture }: RunPair,
): Promise<RunAnswer['results'][number]> {
  const named = { mockupId: mockup.id, assetId: mockup.asset_id, scene: mockup.scene }
  if (mockup.status === 'failed') {
    return {
      ...named,
      status: 'failed' as const,
      error: mockup.error_message ?? 'Render failed',
      failure_code: mockup.failure_code,
      error_status: picture.error_status,
      error_code: picture.error_code,
      creditsUsed: creditsSpent(mockup),
    }
  }
  const url = picture.file_key ? await ctx.files.link(picture.file_key) : undefined
  return { ...named, status: 'success' as const, url, creditsUsed: mockup.credits_used }
}
