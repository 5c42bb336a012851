import { and, eq, isNotNull, isNull, or } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { isAnyOf } from '../../db/client.ts'
import { type SceneTemplate, sceneTemplates } from '../../db/schema/mockups.ts'

/**
 * The active templates for these keys, in no order; a key without one is absent. A user's own
 * replaces the system's while it is switched on.
 */
export async function findScenes(ctx: Context, keys: string[]): Promise<SceneTemplate[]> {
  const rows = await ctx.db
    .select()
    .from(sceneTemplates)
    .where(
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
  const own = new Set(rows.flatMap((row) => (row.user_id === null ? [] : [row.scene_key])))
  return rows.filter((row) => row.user_id !== null || !own.has(row.scene_key))
}
