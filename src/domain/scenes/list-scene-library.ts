import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { sceneTemplates } from '../../db/schema/mockups.ts'
import type { TemplateRead } from '../../db/schema/templates.ts'
import type { Page } from '../../paging.ts'
import { refreshWhenOld } from '../templates/refresh-templates.ts'
import { type CheckedScene, selectCheckedScenes, toCheckedScene } from './checked-scene.ts'
import { listScenes } from './list-scenes.ts'
import { MAX_SYSTEM_SCENES, type SceneQuery } from './schemas.ts'

/** A scene of the system, and the own one with its key where there is one. */
export type SystemScene = CheckedScene & {
  replacement: { id: string; is_active: boolean } | null
}

export type SceneLibrary = {
  own: Page<CheckedScene>
  system: SystemScene[]
  /** When the account's templates were read, by which health is judged. */
  read: TemplateRead | null
}

/** A page of the user's own scenes, newest first, and all of the system's, each with its health. */
export async function listSceneLibrary(ctx: Context, query: SceneQuery): Promise<SceneLibrary> {
  const [own, system, replacements] = await Promise.all([
    listScenes(ctx, { ...query, owner: 'own' }),
    listSystemScenes(ctx),
    listReplacements(ctx),
  ])
  const read = system[0]?.read ?? null
  refreshWhenOld(ctx, read)
  const byKey = new Map(replacements.map(({ scene_key, ...rest }) => [scene_key, rest]))
  return {
    own,
    system: system.map((scene) => ({
      ...scene,
      replacement: byKey.get(scene.scene_key) ?? null,
    })),
    read,
  }
}

/** The system's scenes that the user's account has no template for: each waits to be given one. */
export async function listUnmappedScenes(ctx: Context): Promise<CheckedScene[]> {
  return (await listSystemScenes(ctx)).filter(({ health }) => health === 'unmapped')
}

async function listSystemScenes(ctx: Context): Promise<CheckedScene[]> {
  const rows = await selectCheckedScenes(ctx, { withStanding: true })
    .where(isNull(sceneTemplates.user_id))
    .orderBy(asc(sceneTemplates.id))
    .limit(MAX_SYSTEM_SCENES)
  return rows.map(toCheckedScene)
}

function listReplacements(ctx: Context) {
  const { user_id, id, scene_key, is_active } = sceneTemplates
  return ctx.db
    .select({ id, scene_key, is_active })
    .from(sceneTemplates)
    .where(
      and(
        eq(user_id, ctx.userId),
        sql`${scene_key} IN (
          SELECT system.scene_key FROM mockup_scene_templates AS system
          WHERE system.user_id IS NULL)`,
      ),
    )
    .limit(MAX_SYSTEM_SCENES)
}
