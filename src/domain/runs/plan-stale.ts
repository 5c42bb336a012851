import { and, eq, isNull, or, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { assets } from '../../db/schema/catalogue.ts'
import { mockups, type Placement, sceneTemplates } from '../../db/schema/mockups.ts'
import { stalePairs } from '../../db/schema/pictures.ts'
import { readFresh } from '../mockups/refresh-stale.ts'
import { MAX_PAIRS_PER_RUN } from '../mockups/schemas.ts'
import type { CheckedScene } from '../scenes/checked-scene.ts'
import { findScenesToRender } from '../scenes/find-scenes.ts'
import { isUsable } from '../templates/scene-health.ts'
import { type LeftOut, type Pair, problemsOf } from './plan-pairs.ts'

/** Each look leaves out the scenes that the one before could not render. */
const MAX_LOOKS = 5

/** How scenes are looked up: a page that only shows a price does not wait for the vendor. */
type FindScenes = (ctx: Context, keys: string[]) => Promise<CheckedScene[]>

/**
 * The pairs whose newest picture is stale: made from an artwork or a scene that has changed since,
 * and not asked for since. At most 100; a scene that is gone or switched off has none, an archived
 * artwork neither, and a scene that cannot be rendered is named.
 */
export async function planStale(
  ctx: Context,
  find: FindScenes = findScenesToRender,
): Promise<{ pairs: Pair[] } & LeftOut> {
  const leftOut: LeftOut = { unknownScenes: [], sceneProblems: {} }
  for (let looks = 1; looks <= MAX_LOOKS; looks += 1) {
    const rows = await selectStale(ctx, leftOut.unknownScenes)
    const keys = [...new Set(rows.map(({ scene }) => scene.scene_key))]
    const scenes = keys.length > 0 ? await find(ctx, keys) : []
    const usable = new Set(scenes.filter(isUsable).map(({ scene_key }) => scene_key))
    const pairs = rows.filter(({ scene }) => usable.has(scene.scene_key))
    if (pairs.length === rows.length || looks === MAX_LOOKS) return { pairs, ...leftOut }
    leftOut.unknownScenes.push(...keys.filter((key) => !usable.has(key)))
    Object.assign(leftOut.sceneProblems, problemsOf(scenes))
  }
  return { pairs: [], ...leftOut }
}

async function selectStale(ctx: Context, without: readonly string[]): Promise<Pair[]> {
  const rows = await readFresh(ctx, async () =>
    ctx.db
      .select({ asset: assets, scene: sceneTemplates, placement: PLACEMENT })
      .from(sceneTemplates)
      .crossJoin(stalePairs)
      .crossJoin(assets)
      .where(
        and(
          isStaleIn(ctx),
          sql`${sceneTemplates.scene_key} NOT IN (
            SELECT value FROM json_each(${JSON.stringify(without)}))`,
          isOfActiveArtwork(),
        ),
      )
      .limit(MAX_PAIRS_PER_RUN),
  )
  return rows
}

/** Of the pair's newest stale mockup: one that was placed on its own stays so. */
const PLACEMENT = sql<Placement | null>`(SELECT m.placement FROM mockups AS m
  WHERE m.user_id = ${stalePairs.user_id} AND m.asset_id = ${stalePairs.asset_id}
    AND m.scene = ${stalePairs.scene} AND m.stale = 1
  ORDER BY m.id DESC LIMIT 1)`.mapWith(mockups.placement)

function isOfActiveArtwork() {
  return and(
    eq(assets.user_id, stalePairs.user_id),
    eq(assets.id, stalePairs.asset_id),
    eq(assets.status, 'active'),
  )
}

/** How many pairs that are, counted to one more than a run takes. */
export async function countStalePairs(ctx: Context): Promise<number> {
  const some = ctx.db
    .select({ one: sql`1`.as('one') })
    .from(sceneTemplates)
    .crossJoin(stalePairs)
    .crossJoin(assets)
    .where(and(isStaleIn(ctx), isOfActiveArtwork()))
    .limit(MAX_PAIRS_PER_RUN + 1)
    .as('stale_pairs_counted')
  const [row] = await readFresh(ctx, async () =>
    ctx.db.select({ n: sql<number>`count(*)`.as('n') }).from(some),
  )
  return row?.n ?? 0
}

/**
 * The templates that serve a key now, the user's own before the system's, and the pairs of each.
 * Templates come first, by CROSS JOIN: of a scene that is switched off no pair is read.
 */
function isStaleIn(ctx: Context) {
  return and(
    or(eq(sceneTemplates.user_id, ctx.userId), isNull(sceneTemplates.user_id)),
    eq(sceneTemplates.is_active, true),
    sql`(${sceneTemplates.user_id} IS NOT NULL OR NOT EXISTS (
      SELECT 1 FROM mockup_scene_templates AS own WHERE own.user_id = ${ctx.userId}
        AND own.scene_key = ${sceneTemplates.scene_key} AND own.is_active = 1))`,
    eq(stalePairs.user_id, ctx.userId),
    eq(stalePairs.scene, sceneTemplates.scene_key),
  )
}
