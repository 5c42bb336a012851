import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import type { MockupView } from '../../domain/mockups/mockup-view.ts'
import { attemptIdOf, readRecipe } from '../../domain/pictures/recipe.ts'
import { RUN_LIMIT_MS } from '../../domain/rendering/render-one.ts'
import type { RunView } from '../../domain/runs/get-run.ts'
import type { RunSummary } from '../../domain/runs/list-runs.ts'
import { creditsSpent } from '../../domain/runs/run-progress.ts'

/** A mockup as JSON: what it shows with signed links, and its artwork and quote. */
export async function presentMockup(ctx: Context, { mockup, picture, asset, quote }: MockupView) {
  const { file_key, thumbnail_key } = picture
  const [file_url, thumbnail_url, assetUrl] = await Promise.all([
    file_key ? ctx.files.link(file_key) : null,
    thumbnail_key ? ctx.files.link(thumbnail_key) : null,
    ctx.files.link(asset.file_key),
  ])
  const isWaiting = mockup.status === 'pending'
  return {
    id: mockup.id,
    run_id: mockup.run_id,
    picture_id: picture.id,
    asset_id: mockup.asset_id,
    quote_id: mockup.quote_id,
    scene: mockup.scene,
    scene_config: sceneConfigOf(picture.recipe),
    placement: mockup.placement,
    file_url,
    file_key,
    thumbnail_url,
    width: picture.width,
    height: picture.height,
    ...vendorFacts(mockup, picture),
    credits_used: mockup.credits_used,
    quality_score: mockup.quality_score,
    status: mockup.status,
    failure_code: mockup.failure_code,
    error_message: mockup.error_message,
    stale: mockup.stale,
    waiting_for: isWaiting ? picture.waiting_for : null,
    next_attempt_at: isWaiting ? picture.next_attempt_at : null,
    decided_by: picture.decided_by,
    decided_at: picture.decided_at,
    reason: picture.reason,
    total_pins: mockup.total_pins,
    total_impressions: mockup.total_impressions,
    created_at: mockup.created_at,
    updated_at: mockup.updated_at,
    assets: { id: asset.id, file_url: assetUrl, format: asset.format, quotes: quote },
  }
}

/** The recipe in the names that scenes are configured with. */
function sceneConfigOf(recipe: string) {
  const { template, format: _format, width: _width, ...config } = readRecipe(recipe)
  return { dm_template_id: template, ...config }
}

/** What the vendor was asked for, and what went wrong there. */
function vendorFacts({ status }: MockupView['mockup'], picture: MockupView['picture']) {
  const label = attemptIdOf(picture)
  const failed = status === 'failed'
  const error_status = failed ? picture.error_status : null
  const error_code = failed ? picture.error_code : null
  return {
    dm_render_id: picture.file_key ? label : null,
    dm_metadata: {
      template: readRecipe(picture.recipe).template,
      export_label: label,
      ...(error_code ? { error_status, error_code } : {}),
    },
    error_status,
    error_code,
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
    deadline_at: isoTime(Date.parse(run.created_at) + RUN_LIMIT_MS),
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

async function presentResult(ctx: Context, { mockup, picture }: MockupView) {
  const pair = { mockupId: mockup.id, assetId: mockup.asset_id, scene: mockup.scene }
  if (mockup.status === 'failed') {
    return {
      ...pair,
      status: 'failed' as const,
      error: mockup.error_message ?? 'Render failed',
      failure_code: mockup.failure_code,
      error_status: picture.error_status,
      error_code: picture.error_code,
      creditsUsed: creditsSpent(mockup),
    }
  }
  const url = picture.file_key ? await ctx.files.link(picture.file_key) : undefined
  return { ...pair, status: 'success' as const, url, creditsUsed: mockup.credits_used }
}
