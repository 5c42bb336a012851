import { and, eq, isNotNull, isNull, or, type SQL } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { isAnyOf } from '../../db/client.ts'
import { sceneTemplates } from '../../db/schema/mockups.ts'
import { refreshTemplates } from '../templates/refresh-templates.ts'
import { isUsable } from '../templates/scene-health.ts'
import { type CheckedScene, selectCheckedScenes, toCheckedScene } from './checked-scene.ts'

/** What was read this shortly ago is not asked for again. */
const FRESH_MS = 5_000

/**
 * The active templates for these keys, in no order; a key without one is absent. A user's own
 * replaces the system's while it is switched on.
 */
export async function findScenes(ctx: Context, keys: string[] | SQL): Promise<CheckedScene[]> {
  const rows = await selectCheckedScenes(ctx).where(
    and(
      or(
        and(
          isAnyOf([sceneTemplates.user_id, sceneTemplates.scene_key], [ctx.userId], keys),
          isNotNull(sceneTemplates.user_id),
        ),
        and(isNull(sceneTemplates.user_id), isAnyOf([sceneTemplates.scene_key], [], keys)),
      ),
      eq(sceneTemplates.is_active, true),
    ),
  )
  return withoutReplaced(rows.map(toCheckedScene))
}

/** One scene for each key: the user's own before the system's. */
function withoutReplaced<Scene extends { user_id: string | null; scene_key: string }>(
  scenes: readonly Scene[],
): Scene[] {
  const own = new Set(scenes.flatMap((one) => (one.user_id === null ? [] : [one.scene_key])))
  return scenes.filter((one) => one.user_id !== null || !own.has(one.scene_key))
}

/**
 * The same for work that is to be started: where one of them cannot be rendered with the account's
 * templates as they are known, those are read again first, which costs nothing.
 */
export async function findScenesToRender(ctx: Context, keys: string[]): Promise<CheckedScene[]> {
  const scenes = await findScenes(ctx, keys)
  const inDoubt = scenes.find((scene) => !isUsable(scene))
  if (!inDoubt) return scenes
  const readAt = inDoubt.read?.read_at
  if (readAt && ctx.clock.now() - Date.parse(readAt) < FRESH_MS) return scenes
  return (await refreshTemplates(ctx)) === 'read' ? findScenes(ctx, keys) : scenes
}
