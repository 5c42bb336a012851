import type { Context } from '../../context.ts'
import { listSceneNames } from '../../domain/scenes/list-scene-names.ts'

/** Names of the user's scenes by key, for filters and headings; a user's own name wins. */
export async function sceneNames(ctx: Context): Promise<Map<string, string>> {
  const rows = await listSceneNames(ctx)
  const systemFirst = rows.sort((one, other) => Number(other.is_system) - Number(one.is_system))
  return new Map(systemFirst.map((scene) => [scene.scene_key, scene.name]))
}
