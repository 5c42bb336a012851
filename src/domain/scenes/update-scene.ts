import { and, eq, sql } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { compareAndSet } from '../../db/client.ts'
import { type SceneTemplate, sceneTemplates } from '../../db/schema/mockups.ts'
import { AppError } from '../../errors.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { recipeOfScene } from '../pictures/recipe.ts'
import { getOwnScene } from './get-scene.ts'
import type { SceneChange } from './schemas.ts'

/**
 * Changes the fields given; each change raises the version, and pictures made before it are
 * stale from then on. Ends in `not_found`, or `forbidden` for a system scene.
 */
export async function updateScene(
  ctx: Context,
  id: string,
  change: SceneChange,
): Promise<SceneTemplate> {
  const before = await getOwnScene(ctx, id)
  const update = ctx.db
    .update(sceneTemplates)
    .set({
      ...change,
      recipe: recipeOfScene({ ...before, ...change }),
      version: sql`${sceneTemplates.version} + 1`,
      updated_at: isoTime(ctx.clock.now()),
    })
    .where(and(eq(sceneTemplates.user_id, ctx.userId), eq(sceneTemplates.id, id)))
    .returning({ id: sceneTemplates.id })
  const activity = recordActivity(
    ctx,
    {
      action_type: 'scene_changed',
      module: 'scenes',
      details: {
        sceneId: id,
        scene: before.scene_key,
        name: before.name,
        fields: Object.keys(change),
      },
      reference_id: id,
      reference_table: 'mockup_scene_templates',
    },
    { onlyIfChanged: true },
  )
  if (!(await compareAndSet(ctx.db, update, [activity]))) {
    throw new AppError('not_found', 'Scene not found')
  }
  return getOwnScene(ctx, id)
}
