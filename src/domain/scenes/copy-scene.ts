import type { Context } from '../../context.ts'
import type { SceneTemplate } from '../../db/schema/mockups.ts'
import { createScene } from './create-scene.ts'
import { getScene } from './get-scene.ts'
import { newScene } from './schemas.ts'

/**
 * Makes the user's own version of a system scene, under its work id. It has the same key, so it
 * replaces the system's for this user.
 * @throws AppError not_found
 * @throws AppError conflict where they have a version already
 */
export async function copyScene(
  ctx: Context,
  sourceId: string,
  id?: string,
): Promise<SceneTemplate> {
  const source = await getScene(ctx, sourceId)
  const { scene_key, name, description, dm_template_id, dm_template_url, config } = source
  const { preview_url, recommended_collections } = source
  const copy = { scene_key, name, description, dm_template_id, dm_template_url, config }
  const input = newScene.parse({ ...copy, preview_url, recommended_collections })
  return createScene(ctx, input, id)
}
