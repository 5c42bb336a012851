import { and, asc, eq, getTableColumns, isNull, or } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { sceneTemplates } from '../../db/schema/mockups.ts'
import type { SceneWithPicture } from './list-scene-library.ts'
import { newestPicture } from './newest-picture.ts'

const MAX_SCENES = 200

/**
 * The scenes that can be rendered now, one for each key, by name: the user's own before the
 * system's. Each with the newest picture that the user has of it.
 */
export async function listActiveScenes(ctx: Context): Promise<SceneWithPicture[]> {
  const picture = newestPicture(ctx, ['completed', 'approved', 'rejected'])
  const rows = await ctx.db
    .select({ ...getTableColumns(sceneTemplates), picture })
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
