import { and, eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { isAnyOf } from '../../db/client.ts'
import { assets } from '../../db/schema/catalogue.ts'
import { mockups, type Placement } from '../../db/schema/mockups.ts'
import { AppError } from '../../errors.ts'
import { newId } from '../../ids.ts'
import { draftOf } from '../drafts/draft-artwork.ts'
import { getMockup } from '../mockups/get-mockup.ts'
import { placedConfig } from '../pictures/recipe.ts'
import type { CheckedScene } from '../scenes/checked-scene.ts'
import { findScenesToRender } from '../scenes/find-scenes.ts'
import { type Pair, refuseArchived, requireUsable } from './plan-pairs.ts'
import { quotePairs, type RunQuote, tryPairs } from './quote-run.ts'
import { type ChosenPairs, type RequestedRun, startRuns } from './start-runs.ts'

/**
 * Renders the artworks and scenes of mockups once more, ids up to 200, each paid for; placed as is
 * given, else as each of them is. An empty placement is the scene's own. Runs of at most 100.
 * @throws AppError not_found, naming what is not the user's
 * @throws AppError conflict for mockups of an archived artwork, naming them
 * @throws AppError invalid where none of the scenes can be rendered, and for a placement that the
 *   vendor could not be asked for
 * @throws AppError insufficient_credits, not_configured
 */
export function regenerateMockups(
  ctx: Context,
  ids: readonly string[],
  groupId: string,
  placement?: Placement,
): Promise<RequestedRun[]> {
  const options = { group_id: groupId, skip_approval: false, regenerate: true }
  return startRuns(ctx, options, () => planAgain(ctx, ids, placement))
}

/**
 * The same of one, as a run of one.
 * @throws AppError as `regenerateMockups`
 */
export async function regenerateMockup(
  ctx: Context,
  id: string,
  groupId = newId(),
  placement?: Placement,
): Promise<RequestedRun> {
  await getMockup(ctx, id)
  const [run] = await regenerateMockups(ctx, [id], groupId, placement)
  if (!run) throw new Error('a run of one mockup was requested and none was made')
  return run
}

/**
 * What that would cost.
 * @throws AppError as `regenerateMockups`
 */
export async function quoteRegeneration(
  ctx: Context,
  ids: readonly string[],
  placement?: Placement,
): Promise<RunQuote> {
  return tryPairs(ctx, await planAgain(ctx, ids, placement), true)
}

/**
 * The same for a page that asks before: also where it cannot be paid.
 * @throws AppError not_found, invalid as `regenerateMockups`
 */
export async function priceRegeneration(ctx: Context, ids: readonly string[]): Promise<RunQuote> {
  return quotePairs(ctx, await planAgain(ctx, ids, undefined), true)
}

async function planAgain(
  ctx: Context,
  ids: readonly string[],
  given: Placement | undefined,
): Promise<ChosenPairs> {
  const rows = await findPlaced(ctx, ids)
  refuseArchived(
    rows.flatMap(({ mockup, asset }) =>
      asset.status === 'archived'
        ? { pointer: '/sel/ids', message: `“${asset.title}” is archived: mockup ${mockup.id}` }
        : [],
    ),
  )
  const keys = [...new Set(rows.map(({ mockup }) => mockup.scene))]
  const { usable, ...leftOut } = requireUsable(keys, await findScenesToRender(ctx, keys))
  // Of several of a pair the newest says how it is placed.
  const pairs = new Map<string, Pair>()
  for (const { mockup, asset } of rows) {
    const scene = usable.get(mockup.scene)
    if (!scene) continue
    if (given) refuseUnplaceable(scene, asset, given)
    const placement = given ?? mockup.placement ?? {}
    const own = Object.keys(placement).length > 0 ? placement : null
    pairs.set(`${asset.id} ${mockup.scene}`, { asset, scene, placement: own })
  }
  const chosen = [...pairs.values()]
  const asset_ids = [...new Set(chosen.map(({ asset }) => asset.id))]
  return { pairs: chosen, scenes: keys, asset_ids, ...leftOut }
}

/** Oldest first. */
async function findPlaced(ctx: Context, ids: readonly string[]) {
  const rows = await ctx.db
    .select({
      mockup: { id: mockups.id, scene: mockups.scene, placement: mockups.placement },
      asset: assets,
    })
    .from(mockups)
    .innerJoin(assets, and(eq(assets.user_id, mockups.user_id), eq(assets.id, mockups.asset_id)))
    .where(isAnyOf([mockups.user_id, mockups.id], [ctx.userId], ids))
    .orderBy(mockups.id)
  const known = new Set(rows.map(({ mockup }) => mockup.id))
  const unknown = ids.filter((id) => !known.has(id))
  if (unknown.length === 0) return rows
  throw new AppError('not_found', 'Mockup not found', {
    errors: unknown.map((id) => ({ pointer: '/sel/ids', message: `No mockup ${id}` })),
  })
}

/** Before anything is paid; of a template that has not been read yet, the render finds out. */
function refuseUnplaceable(scene: CheckedScene, asset: Pair['asset'], given: Placement): void {
  if (!scene.template) return
  draftOf({ ...scene, config: placedConfig(scene.config, given) }, asset)
}
