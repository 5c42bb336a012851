import { and, desc, eq, isNull, or, sql } from 'drizzle-orm'
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

/**
 * The same with those scenes of `keys` that are switched on and not among the listed, and where not
 * all are listed, with the user's newest that are recommended for any of `collections`.
 */
export async function withNamedScenes(
  ctx: Context,
  { scenes, isCut }: ActiveScenes,
  { keys, collections }: { keys: readonly string[]; collections: readonly string[] },
  search = '',
): Promise<ActiveScenes> {
  const listed = new Set(scenes.map((scene) => scene.scene_key))
  const others = isCut ? keys.filter((key) => !listed.has(key)) : []
  const [named, recommended] = await Promise.all([
    others.length > 0 ? findScenes(ctx, others) : [],
    isCut && !search && collections.length > 0 ? listRecommended(ctx, collections) : [],
  ])
  if (named.length + recommended.length === 0) return { scenes, isCut }
  const all = [...scenes, ...named, ...recommended]
  const byKey = new Map(all.map((scene) => [scene.scene_key, scene]))
  return { scenes: byName([...byKey.values()]), isCut }
}

async function listRecommended(
  ctx: Context,
  collections: readonly string[],
): Promise<CheckedScene[]> {
  const { user_id, id, is_active, recommended_collections } = sceneTemplates
  const isMeant = sql`EXISTS (SELECT 1 FROM json_each(${recommended_collections}) AS meant
    WHERE meant.value IN (SELECT value FROM json_each(${JSON.stringify(collections)})))`
  const rows = await selectCheckedScenes(ctx)
    .where(and(eq(user_id, ctx.userId), eq(is_active, true), isMeant))
    .orderBy(desc(id))
    .limit(MAX_SHOWN)
  return rows.map(toCheckedScene)
}

/** Those that can be rendered come first. */
function byName(scenes: readonly CheckedScene[]): CheckedScene[] {
  return scenes.toSorted(
    (one, other) =>
      Number(isUsable(other)) - Number(isUsable(one)) ||
      one.name.localeCompare(other.name, 'en', { numeric: true }),
  )
}
