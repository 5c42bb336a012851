import type { Corners } from '../../db/schema/drafts.ts'
import { AppError } from '../../errors.ts'
import type { Size } from '../pictures/placement.ts'
import { type DraftedScene, draftOf, layerOf } from './draft-artwork.ts'
import type { PreviewArea } from './find-preview-areas.ts'
import type { Draft } from './place-artwork.ts'

/** An artwork in a scene, or why it cannot be placed there. */
export type SceneDraft = {
  result: Draft | { problem: string }
  /** The smart object that is filled, where the template is known. */
  layerId: string | undefined
  /** Where it is on the template's picture, if the user has drawn that. */
  corners: Corners | undefined
}

/** Where a render would put an artwork in a scene, with what is drawn of its template. */
export function draftScene(
  scene: DraftedScene,
  artwork: Size,
  areas: readonly PreviewArea[],
): SceneDraft {
  const layerId = layerOf(scene)?.id
  const area = areas.find(
    (one) => one.template_id === scene.dm_template_id && one.layer_id === layerId,
  )
  return { result: tryDraft(scene, artwork), layerId, corners: area?.corners }
}

function tryDraft(scene: DraftedScene, artwork: Size): SceneDraft['result'] {
  try {
    return draftOf(scene, artwork)
  } catch (cause) {
    if (cause instanceof AppError && cause.code === 'invalid') return { problem: cause.message }
    throw cause
  }
}
