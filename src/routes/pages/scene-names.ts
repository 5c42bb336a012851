import type { Context } from '../../context.ts'
import { listScenes } from '../../domain/scenes/list-scenes.ts'
import { sceneQuery } from '../../domain/scenes/schemas.ts'
import { MAX_PAGE_ROWS } from '../../paging.ts'

/** Names of the user's scenes by key, for filters and headings; a user's own name wins. */
export async function sceneNames(ctx: Context): Promise<Map<string, string>> {
  const { rows } = await listScenes(ctx, sceneQuery.parse({ limit: MAX_PAGE_ROWS }))
  const systemFirst = [...rows].sort(
    (one, other) => Number(other.is_system) - Number(one.is_system),
  )
  return new Map(systemFirst.map((scene) => [scene.scene_key, scene.name]))
}
