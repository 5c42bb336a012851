import { and, eq, isNull, or } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { countUpTo, pageOf } from '../../db/page.ts'
import { sceneTemplates } from '../../db/schema/mockups.ts'
import { contains } from '../../db/search.ts'
import { countedRows, type Page, toPage, toTotal } from '../../paging.ts'
import { type CheckedScene, selectCheckedScenes, toCheckedScene } from './checked-scene.ts'
import type { SceneQuery } from './schemas.ts'

/** The user's own scenes, newest first, and then the system's, each with its health. */
export async function listScenes(ctx: Context, query: SceneQuery): Promise<Page<CheckedScene>> {
  const { name, scene_key } = sceneTemplates
  const own = eq(sceneTemplates.user_id, ctx.userId)
  const system = isNull(sceneTemplates.user_id)
  const matching = and(
    query.owner === 'own' ? own : query.owner === 'system' ? system : or(own, system),
    query.is_active === undefined ? undefined : eq(sceneTemplates.is_active, query.is_active),
    query.search ? or(contains(name, query.search), contains(scene_key, query.search)) : undefined,
  )
  const [rows, totals] = await Promise.all([
    pageOf(selectCheckedScenes(ctx, { withStanding: true }), sceneTemplates.id, matching, query),
    countUpTo(ctx.db, sceneTemplates, matching, countedRows(query)),
  ])
  return toPage(rows.map(toCheckedScene), toTotal(totals[0]?.n ?? 0, query), query)
}
