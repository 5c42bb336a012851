import { desc, eq, isNull, or } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { type SceneTemplate, sceneTemplates } from '../../db/schema/mockups.ts'
import { MAX_PAGE_ROWS } from '../../paging.ts'

type NamedScene = Pick<SceneTemplate, 'scene_key' | 'name' | 'is_system'>

/** What the user's own scenes and the system's are called: without what they are made of. */
export async function listSceneNames(ctx: Context): Promise<NamedScene[]> {
  return selectSceneNames(ctx)
}

/** The same as a statement. */
export function selectSceneNames(ctx: Context) {
  const { scene_key, name, is_system } = sceneTemplates
  return ctx.db
    .select({ scene_key, name, is_system })
    .from(sceneTemplates)
    .where(or(eq(sceneTemplates.user_id, ctx.userId), isNull(sceneTemplates.user_id)))
    .orderBy(desc(sceneTemplates.id))
    .limit(MAX_PAGE_ROWS)
}
