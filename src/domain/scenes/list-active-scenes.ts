import { and, asc, eq, isNull, or } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { sceneTemplates } from '../../db/schema/mockups.ts'
import { refreshWhenOld } from '../templates/refresh-templates.ts'
import { type CheckedScene, selectCheckedScenes, toCheckedScene } from './checked-scene.ts'
import { withoutReplaced } from './find-scenes.ts'
import { MAX_OWN_SCENES, MAX_SYSTEM_SCENES } from './schemas.ts'

/**
 * The scenes that are switched on, one for each key, by name: the user's own before the system's.
 * Each with its health: not all of them can be rendered now.
 */
export async function listActiveScenes(ctx: Context): Promise<CheckedScene[]> {
  const rows = await selectCheckedScenes(ctx)
    .where(
      and(
        eq(sceneTemplates.is_active, true),
        or(eq(sceneTemplates.user_id, ctx.userId), isNull(sceneTemplates.user_id)),
      ),
    )
    .orderBy(asc(sceneTemplates.name))
    .limit(MAX_OWN_SCENES + MAX_SYSTEM_SCENES)
  refreshWhenOld(ctx, rows[0]?.read)
  return withoutReplaced(rows.map(toCheckedScene))
}
