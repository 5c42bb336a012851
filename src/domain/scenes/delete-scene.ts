import { and, eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { writeAll } from '../../db/client.ts'
import { sceneTemplates } from '../../db/schema/mockups.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { settleLostScenes } from '../templates/lost-scenes.ts'
import { getOwnScene } from './get-scene.ts'

/**
 * Deletes an own scene; pictures made in it stay, and a system scene of the key is used again.
 * @throws AppError not_found
 * @throws AppError forbidden for a system scene
 */
export async function deleteScene(ctx: Context, id: string): Promise<void> {
  const scene = await getOwnScene(ctx, id)
  await writeAll(ctx.db, [
    ctx.db
      .delete(sceneTemplates)
      .where(and(eq(sceneTemplates.user_id, ctx.userId), eq(sceneTemplates.id, id))),
    recordActivity(
      ctx,
      {
        action_type: 'scene_deleted',
        module: 'scenes',
        details: { sceneId: id, scene: scene.scene_key, name: scene.name },
        reference_id: id,
        reference_table: 'mockup_scene_templates',
      },
      { onlyIfChanged: true },
    ),
  ])
  await settleLostScenes(ctx)
}
