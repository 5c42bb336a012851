import type { Context } from '../../context.ts'
import type { MockupView } from '../../domain/mockups/select-mockup-views.ts'
import type { RunView } from '../../domain/runs/get-run.ts'
import type { RunSummary } from '../../domain/runs/list-runs.ts'
import { creditsSpent } from '../../domain/runs/run-progress.ts'

/** A mockup as JSON: the stored row with signed links, and its artwork and quote. */
export async function presentMockup(ctx: Context, { mockup, asset, quote }: MockupView) {
  const { user_id, file_key, thumbnail_key, ...row } = mockup
  const shown = thumbnail_key ?? file_key
  const [file_url, thumbnail_url, assetUrl] = await Promise.all([
    file_key ? ctx.files.link(file_key) : null,
    shown ? ctx.files.link(shown) : null,
    ctx.files.link(asset.file_key),
  ])
  return {
    ...row,
    file_key,
    file_url,
    thumbnail_url,
    assets: { id: asset.id, file_url: assetUrl, format: asset.format, quotes: quote },
  }
}

/** A run's figures, as in lists. */
export function presentRunSummary({ run, progress }: RunSummary) {
  return {
    taskId: run.id,
    status: progress.status,
    counts: progress.counts,
    generated: progress.generated,
    failed: progress.failed,
    totalCreditsUsed: progress.totalCreditsUsed,
    scenes: run.scenes,
    mockupsQueued: run.pair_count,
    created_at: run.created_at,
    cancelled_at: run.cancelled_at,
  }
}

/** A run with the results of the pairs that have ended, unknown scenes among them. */
export async function presentRun(ctx: Context, { run, progress, mockups }: RunView) {
  const ended = mockups.filter(
    ({ mockup }) => mockup.status !== 'pending' && mockup.status !== 'generating',
  )
  const results = await Promise.all(ended.map((view) => presentResult(ctx, view)))
  const unknown = run.unknown_scenes.flatMap((scene) =>
    run.unknown_asset_ids.map((assetId) => ({
      mockupId: '',
      assetId,
      scene,
      status: 'failed' as const,
      error: `Scene template not found: ${scene}`,
      creditsUsed: 0,
    })),
  )
  return { ...presentRunSummary({ id: run.id, run, progress }), results: [...results, ...unknown] }
}

async function presentResult(ctx: Context, { mockup }: MockupView) {
  const pair = { mockupId: mockup.id, assetId: mockup.asset_id, scene: mockup.scene }
  if (mockup.status === 'failed') {
    return {
      ...pair,
      status: 'failed' as const,
      error: mockup.error_message ?? 'Render failed',
      failure_code: mockup.failure_code,
      creditsUsed: creditsSpent(mockup),
    }
  }
  const url = mockup.file_key ? await ctx.files.link(mockup.file_key) : undefined
  return { ...pair, status: 'success' as const, url, creditsUsed: mockup.credits_used }
}
