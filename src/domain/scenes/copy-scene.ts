import type { Context } from '../../context.ts'
import type { SceneTemplate } from '../../db/schema/mockups.ts'
import { createScene } from './create-scene.ts'
import { getScene } from './get-scene.ts'

/**
 * Makes an own version of a system scene. It keeps the key, so it stands in the system's place.
 * Ends in `not_found`, or `conflict` where there is one already.
 */
export async function copyScene(ctx: Context, id: string): Promise<SceneTemplate> {
  const source = await getScene(ctx, id)
  return createScene(ctx, {
    scene_key: source.scene_key,
    name: source.name,
    description: source.description,
    dm_template_id: source.dm_template_id,
    dm_template_url: source.dm_template_url,
    config: source.config,
    preview_url: source.preview_url,
    is_active: true,
    recommended_collections: source.recommended_collections.filter(
      (name) => name === 'grounding' || name === 'wholeness' || name === 'growth',
    ),
  })
}
