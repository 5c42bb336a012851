import { sql } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import type { Statement } from '../../db/client.ts'

/** Marks what was rendered with an earlier version of a scene, in the batch that changes it. */
export function markSceneStale(ctx: Context, sceneId: string): Statement {
  return ctx.db.run(sql`
    UPDATE mockups SET stale = 1, updated_at = ${isoTime(ctx.clock.now())}
    WHERE user_id = ${ctx.userId} AND scene_template_id = ${sceneId} AND stale = 0
      AND status IN ('completed', 'approved', 'rejected')
      AND scene_version < (SELECT version FROM mockup_scene_templates WHERE id = ${sceneId})`)
}

/** Marks what was rendered from an earlier file of an artwork, in the batch that replaces it. */
export function markArtworkStale(ctx: Context, assetId: string, contentHash: string): Statement {
  return ctx.db.run(sql`
    UPDATE mockups SET stale = 1, updated_at = ${isoTime(ctx.clock.now())}
    WHERE user_id = ${ctx.userId} AND asset_id = ${assetId} AND stale = 0
      AND status IN ('completed', 'approved', 'rejected')
      AND substr(picture_key, 1, ${contentHash.length + 1}) <> ${`${contentHash}:`}`)
}
