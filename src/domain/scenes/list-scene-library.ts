import { desc, eq, isNull, type SQL } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { sceneTemplates } from '../../db/schema/mockups.ts'
import type { TemplateRead } from '../../db/schema/templates.ts'
import { refreshWhenOld } from '../templates/refresh-templates.ts'
import { type CheckedScene, selectCheckedScenes, toCheckedScene } from './checked-scene.ts'

// More than anybody has rooms; the API lists the others.
const MAX_SCENES = 100

export type SceneLibrary = {
  own: CheckedScene[]
  system: CheckedScene[]
  /** When the account's templates were read, by which health is judged. */
  read: TemplateRead | null
}

/** The user's own scenes and the system's, newest first, each with its health. */
export async function listSceneLibrary(ctx: Context): Promise<SceneLibrary> {
  const select = (owner: SQL) =>
    selectCheckedScenes(ctx).where(owner).orderBy(desc(sceneTemplates.id)).limit(MAX_SCENES)
  const [own, system] = await Promise.all([
    select(eq(sceneTemplates.user_id, ctx.userId)),
    select(isNull(sceneTemplates.user_id)),
  ])
  const read = system[0]?.read ?? null
  refreshWhenOld(ctx, read)
  return { own: own.map(toCheckedScene), system: system.map(toCheckedScene), read }
}
