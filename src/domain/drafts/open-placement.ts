import type { Context } from '../../context.ts'
import type { Asset } from '../../db/schema/catalogue.ts'
import type { Placement } from '../../db/schema/mockups.ts'
import { findAsset } from '../assets/find-asset.ts'
import { getMockupView } from '../mockups/get-mockup.ts'
import type { MockupView } from '../mockups/mockup-view.ts'
import { placedConfig } from '../pictures/recipe.ts'
import type { CheckedScene } from '../scenes/checked-scene.ts'
import { findScenes } from '../scenes/find-scenes.ts'
import { isUsable } from '../templates/scene-health.ts'
import { draftScene, type SceneDraft } from './draft-scene.ts'
import { findPreviewAreas, type PreviewArea } from './find-preview-areas.ts'

/** What a draft of a mockup with another placement is made of. */
export type OpenPlacement = {
  view: MockupView
  artwork: Asset | undefined
  /** The scene as it is now; absent where it is off or gone. */
  scene: CheckedScene | undefined
  areas: readonly PreviewArea[]
  /** What keeps it from being rendered, where that is known, and on which page it is changed. */
  problem: { reason: string; href: string } | undefined
}

const NO_SCENE = 'The scene is turned off or was deleted.'
const ARCHIVED = 'The artwork is archived. Make it active again to render it.'

/**
 * Reads a mockup with its artwork, its scene and what is drawn of that.
 * @throws AppError not_found
 */
export async function openPlacement(ctx: Context, mockupId: string): Promise<OpenPlacement> {
  const view = await getMockupView(ctx, mockupId)
  const [artwork, [scene]] = await Promise.all([
    findAsset(ctx, view.asset.id),
    findScenes(ctx, [view.mockup.scene]),
  ])
  const areas = scene ? await findPreviewAreas(ctx, [scene.dm_template_id]) : []
  return { view, artwork, scene, areas, problem: problemOf(artwork, scene) }
}

function problemOf(
  artwork: OpenPlacement['artwork'],
  scene: OpenPlacement['scene'],
): OpenPlacement['problem'] {
  if (artwork?.status === 'archived') return { reason: ARCHIVED, href: `/assets/${artwork.id}` }
  const reason = scene ? !isUsable(scene) && scene.reason : NO_SCENE
  return reason ? { reason, href: '/scenes' } : undefined
}

/** Where the artwork would be with a placement laid over the scene's own. */
export function draftPlacement(opened: OpenPlacement, placement: Placement): SceneDraft {
  const { artwork, scene, areas } = opened
  if (!artwork || !scene) {
    return { result: { problem: NO_SCENE }, layerId: undefined, corners: undefined }
  }
  const config = placedConfig(scene.config, placement)
  return draftScene({ ...scene, config }, artwork, areas)
}
