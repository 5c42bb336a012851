import type { Context } from '../../context.ts'
import { listSceneNames } from '../../domain/scenes/list-scene-names.ts'

/** Names of the user's scenes by key, for filters and headings; a user's own name wins. */
export async function sceneNames(ctx: Context): Promise<Map<string, string>> {
  return namesOf(await listSceneNames(ctx))
}

/** The same of what was read. */
export function namesOf(rows: Awaited<ReturnType<typeof listSceneNames>>): Map<string, string> {
  const systemFirst = rows.toSorted((one, other) => Number(other.is_system) - Number(one.is_system))
  return new Map(systemFirst.map((scene) => [scene.scene_key, scene.name]))
}
