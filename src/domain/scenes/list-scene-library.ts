import { desc, eq, getTableColumns, isNull, type SQL } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { type SceneTemplate, sceneTemplates } from '../../db/schema/mockups.ts'
import { newestPicture } from './newest-picture.ts'

// More than anybody has rooms; the API lists the others.
const MAX_SCENES = 100

export type SceneWithPicture = SceneTemplate & {
  /** The key of a picture's smallest file. */
  picture: string | null
}

export type SceneLibrary = { own: SceneWithPicture[]; system: SceneWithPicture[] }

/** The user's own scenes and the system's, newest first, each with their newest approved picture. */
export async function listSceneLibrary(ctx: Context): Promise<SceneLibrary> {
  const select = (owner: SQL) =>
    ctx.db
      .select({ ...getTableColumns(sceneTemplates), picture: newestPicture(ctx, ['approved']) })
      .from(sceneTemplates)
      .where(owner)
      .orderBy(desc(sceneTemplates.id))
      .limit(MAX_SCENES)
  const [own, system] = await Promise.all([
    select(eq(sceneTemplates.user_id, ctx.userId)),
    select(isNull(sceneTemplates.user_id)),
  ])
  return { own, system }
}
