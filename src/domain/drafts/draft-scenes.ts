import type { Context } from '../../context.ts'
import type { Corners } from '../../db/schema/drafts.ts'
import { AppError } from '../../errors.ts'
import type { Size } from '../pictures/placement.ts'
import { type DraftedScene, draftOf, layerOf } from './draft-artwork.ts'
import { findPreviewAreas } from './find-preview-areas.ts'
import type { Draft } from './place-artwork.ts'

/** An artwork in a scene, or why it cannot be placed there. */
export type SceneDraft = {
  result: Draft | { problem: string }
  /** The smart object that is filled, where the template is known. */
  layerId: string | undefined
  /** Where it is on the template's picture, if the user has drawn that. */
  corners: Corners | undefined
}

/** Where renders would put an artwork in these scenes, in their order; nothing is spent. */
export async function draftScenes(
  ctx: Context,
  scenes: readonly DraftedScene[],
  artwork: Size,
): Promise<SceneDraft[]> {
  const templateIds = [...new Set(scenes.map((scene) => scene.dm_template_id))]
  const areas = await findPreviewAreas(ctx, templateIds)
  return scenes.map((scene) => {
    const layerId = layerOf(scene)?.id
    const area = areas.find(
      (one) => one.template_id === scene.dm_template_id && one.layer_id === layerId,
    )
    return { result: tryDraft(scene, artwork), layerId, corners: area?.corners }
  })
}

function tryDraft(scene: DraftedScene, artwork: Size): SceneDraft['result'] {
  try {
    return draftOf(scene, artwork)
  } catch (cause) {
    if (cause instanceof AppError && cause.code === 'invalid') return { problem: cause.message }
    throw cause
  }
}
