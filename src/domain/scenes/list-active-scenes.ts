import { and, asc, eq, isNull, or } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { type SceneTemplate, sceneTemplates } from '../../db/schema/mockups.ts'

const MAX_SCENES = 200

/** The scenes that can be rendered now, one for each key, by name: the user's own before the system's. */
export async function listActiveScenes(ctx: Context): Promise<SceneTemplate[]> {
  const rows = await ctx.db
    .select()
    .from(sceneTemplates)
    .where(
      and(
        eq(sceneTemplates.is_active, true),
        or(eq(sceneTemplates.user_id, ctx.userId), isNull(sceneTemplates.user_id)),
      ),
    )
    .orderBy(asc(sceneTemplates.name))
    .limit(MAX_SCENES)
  const own = new Set(rows.flatMap((row) => (row.user_id === null ? [] : [row.scene_key])))
  return rows.filter((row) => row.user_id !== null || !own.has(row.scene_key))
}
