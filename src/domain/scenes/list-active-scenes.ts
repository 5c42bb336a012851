import { and, desc, eq, isNull, or } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { sceneTemplates } from '../../db/schema/mockups.ts'
import { contains } from '../../db/search.ts'
import { refreshWhenOld } from '../templates/refresh-templates.ts'
import { isUsable } from '../templates/scene-health.ts'
import { type CheckedScene, selectCheckedScenes, toCheckedScene } from './checked-scene.ts'
import { findScenes } from './find-scenes.ts'
import { MAX_SYSTEM_SCENES } from './schemas.ts'

/** More are not looked through at once: they are searched. */
const MAX_SHOWN = 48

/** The scenes to choose from, and whether there are others. */
export type ActiveScenes = { scenes: CheckedScene[]; isCut: boolean }

/**
 * The scenes that are switched on, one for each key, by name: the user's own, the newest where
 * there are many, before the system's. Each with its health: not all of them can be rendered now.
 * With `search` only those with it in their name or key.
 */
export async function listActiveScenes(ctx: Context, search = ''): Promise<ActiveScenes> {
  const { user_id, id, is_active, name, scene_key } = sceneTemplates
  const isFound = search ? or(contains(name, search), contains(scene_key, search)) : undefined
  const isOn = and(eq(is_active, true), isFound)
  const [own, system] = await Promise.all([
    selectCheckedScenes(ctx)
      .where(and(eq(user_id, ctx.userId), isOn))
      .orderBy(desc(id))
      .limit(MAX_SHOWN + 1),
    selectCheckedScenes(ctx)
      .where(and(isNull(user_id), isOn))
      .limit(MAX_SYSTEM_SCENES),
  ])
  refreshWhenOld(ctx, (own[0] ?? system[0])?.read)
  const shown = [...own.slice(0, MAX_SHOWN), ...system.filter((row) => !row.replaced)]
  return {
    scenes: byName(shown.map(toCheckedScene)),
    isCut: search !== '' || own.length > MAX_SHOWN,
  }
}

/** The same with those scenes of `keys` that are switched on and not among the listed. */
export async function withNamedScenes(
  ctx: Context,
  { scenes, isCut }: ActiveScenes,
  keys: readonly string[],
): Promise<ActiveScenes> {
  const listed = new Set(scenes.map((scene) => scene.scene_key))
  const others = isCut ? keys.filter((key) => !listed.has(key)) : []
  if (others.length === 0) return { scenes, isCut }
  return { scenes: byName([...scenes, ...(await findScenes(ctx, others))]), isCut }
}

/** Those that can be rendered come first. */
function byName(scenes: readonly CheckedScene[]): CheckedScene[] {
  return scenes.toSorted(
    (one, other) =>
      Number(isUsable(other)) - Number(isUsable(one)) ||
      one.name.localeCompare(other.name, 'en', { numeric: true }),
  )
}
