import type { Context } from '../../context.ts'
import type { MockupView } from '../../domain/mockups/mockup-view.ts'
import type { MockupAnswer } from '../../domain/mockups/schemas.ts'
import { attemptIdOf, readRecipe } from '../../domain/pictures/recipe.ts'

/** A mockup as JSON: what it shows with signed links, and its artwork and quote. */
export async function presentMockup(
  ctx: Context,
  { mockup, picture, asset, quote }: MockupView,
): Promise<MockupAnswer> {
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
    reason_code: picture.reason_code,
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
