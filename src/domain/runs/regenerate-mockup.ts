import type { Context } from '../../context.ts'
import type { Mockup, Placement } from '../../db/schema/mockups.ts'
import { newId } from '../../ids.ts'
import { findAsset } from '../assets/find-asset.ts'
import { draftOf } from '../drafts/draft-artwork.ts'
import { getMockup } from '../mockups/get-mockup.ts'
import { placedConfig } from '../pictures/recipe.ts'
import { findScenes } from '../scenes/find-scenes.ts'
import { type RunQuote, tryRun } from './quote-run.ts'
import { requestRun } from './request-run.ts'
import type { RequestedRun } from './start-runs.ts'

/**
 * Renders the same artwork and scene once more, as a run of one that is paid for; placed as is
 * given, else as this mockup is. An empty placement is the scene's own.
 * @throws AppError not_found, insufficient_credits, not_configured
 * @throws AppError invalid for a placement that the vendor could not be asked for
 */
export async function regenerateMockup(
  ctx: Context,
  id: string,
  groupId = newId(),
  placement?: Placement,
): Promise<RequestedRun> {
  const again = await readAgain(ctx, id, placement)
  const [run] = await requestRun(ctx, { ...again, group_id: groupId, skip_approval: false })
  if (!run) throw new Error('a run of one mockup was requested and none was made')
  return run
}

/**
 * What that would cost.
 * @throws AppError as `regenerateMockup`
 */
export async function quoteRegeneration(
  ctx: Context,
  id: string,
  placement?: Placement,
): Promise<RunQuote> {
  return tryRun(ctx, await readAgain(ctx, id, placement))
}

async function readAgain(ctx: Context, id: string, given: Placement | undefined) {
  const mockup = await getMockup(ctx, id)
  const placement = given ?? mockup.placement ?? {}
  const { asset_id, scene } = mockup
  if (given) await refuseUnplaceable(ctx, mockup, given)
  return {
    asset_ids: [asset_id],
    scenes: [scene],
    regenerate: true,
    placement: Object.keys(placement).length > 0 ? placement : undefined,
  }
}

/** Before anything is paid; of a template that has not been read yet, the render finds out. */
async function refuseUnplaceable(
  ctx: Context,
  { asset_id, scene: key }: Mockup,
  given: Placement,
): Promise<void> {
  const [asset, [scene]] = await Promise.all([findAsset(ctx, asset_id), findScenes(ctx, [key])])
  if (!asset || !scene?.template) return
  draftOf({ ...scene, config: placedConfig(scene.config, given) }, asset)
}
