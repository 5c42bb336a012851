import { and, eq, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { mockups } from '../../db/schema/mockups.ts'
import { IS_STALE } from '../mockups/list-mockups.ts'
import { refreshStale } from '../mockups/refresh-stale.ts'
import { type FindScenes, type LeftOut, type Pair, planKnown } from './plan-pairs.ts'
import { MAX_PAIRS_PER_RUN } from './schemas.ts'

/**
 * The pairs whose newest picture is stale: made from an artwork or a scene that has changed since,
 * and not asked for since. At most 100; a scene that is gone or switched off has none, and one that
 * cannot be rendered is named.
 */
export async function planStale(
  ctx: Context,
  find?: FindScenes,
): Promise<{ pairs: Pair[] } & LeftOut> {
  await refreshStale(ctx)
  const rows = await selectStalePairs(ctx).limit(MAX_PAIRS_PER_RUN)
  if (rows.length === 0) return { pairs: [], unknownScenes: [], sceneProblems: {} }
  const wanted = new Set(rows.map((row) => `${row.asset_id} ${row.scene}`))
  const assetIds = [...new Set(rows.map((row) => row.asset_id))]
  const scenes = [...new Set(rows.map((row) => row.scene))]
  const { pairs, unknownScenes, sceneProblems } = await planKnown(ctx, assetIds, scenes, find)
  const stale = pairs.filter((pair) => wanted.has(`${pair.asset.id} ${pair.scene.scene_key}`))
  return { pairs: stale, unknownScenes, sceneProblems }
}

/** How many pairs that are, counted to one more than a run takes. */
export async function countStalePairs(ctx: Context): Promise<number> {
  await refreshStale(ctx)
  const some = selectStalePairs(ctx)
    .limit(MAX_PAIRS_PER_RUN + 1)
    .as('stale_pairs')
  const row = await ctx.db
    .select({ n: sql<number>`count(*)`.as('n') })
    .from(some)
    .get()
  return row?.n ?? 0
}

function selectStalePairs(ctx: Context) {
  return ctx.db
    .selectDistinct({ asset_id: mockups.asset_id, scene: mockups.scene })
    .from(mockups)
    .where(
      and(
        eq(mockups.user_id, ctx.userId),
        IS_STALE,
        sql`EXISTS (SELECT 1 FROM mockup_scene_templates AS template
          WHERE template.scene_key = ${mockups.scene} AND template.is_active = 1
            AND (template.user_id = ${ctx.userId} OR template.user_id IS NULL))`,
        sql`NOT EXISTS (SELECT 1 FROM mockups AS newer
          WHERE newer.user_id = ${mockups.user_id} AND newer.asset_id = ${mockups.asset_id}
            AND newer.scene = ${mockups.scene} AND newer.stale = 0 AND newer.status <> 'failed')`,
      ),
    )
    .$dynamic()
}
