import { and, eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { compareAndSet } from '../../db/client.ts'
import { type SceneTemplate, sceneTemplates } from '../../db/schema/mockups.ts'
import { changedMeanwhile } from '../../errors.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { settleLostScenes } from '../templates/lost-scenes.ts'
import { getOwnScene } from './get-scene.ts'

/**
 * Deletes an own scene, or shows in a dry run which one; pictures made in it stay, and a system scene
 * of the key is used again.
 * @throws AppError not_found
 * @throws AppError forbidden for a system scene
 * @throws AppError precondition_failed where it has another version than `version` by now
 */
export async function deleteScene(
  ctx: Context,
  id: string,
  { version, dryRun }: { version?: number; dryRun?: boolean } = {},
): Promise<SceneTemplate> {
  const scene = await getOwnScene(ctx, id)
  const remove = ctx.db
    .delete(sceneTemplates)
    .where(
      and(
        eq(sceneTemplates.user_id, ctx.userId),
        eq(sceneTemplates.id, id),
        version === undefined ? undefined : eq(sceneTemplates.version, version),
      ),
    )
    .returning({ id: sceneTemplates.id })
  const activity = recordActivity(
    ctx,
    {
      action_type: 'scene_deleted',
      module: 'scenes',
      details: { sceneId: id, scene: scene.scene_key, name: scene.name },
      reference_id: id,
      reference_table: 'mockup_scene_templates',
    },
    { onlyIfChanged: true },
  )
  const isDeleted = await compareAndSet(ctx.db, remove, [activity], { dryRun })
  if (isDeleted && !dryRun) await settleLostScenes(ctx)
  // Whoever deleted it at the same moment has done what was asked for.
  if (!isDeleted && version !== undefined && (await isThere(ctx, id))) {
    throw changedMeanwhile('This scene was')
  }
  return scene
}

async function isThere(ctx: Context, id: string): Promise<boolean> {
  const mine = and(eq(sceneTemplates.user_id, ctx.userId), eq(sceneTemplates.id, id))
  const row = await ctx.db.select({ id: sceneTemplates.id }).from(sceneTemplates).where(mine).get()
  return row !== undefined
}
