import type { Context } from '../../context.ts'
import type { SceneConfig } from '../../db/schema/mockups.ts'
import type { AccountTemplate } from '../../db/schema/templates.ts'
import { AppError } from '../../errors.ts'
import { findAsset } from '../assets/find-asset.ts'
import type { Size } from '../pictures/placement.ts'
import { placedConfig, readRecipe, recipeOfScene } from '../pictures/recipe.ts'
import { findScenes } from '../scenes/find-scenes.ts'
import { findTemplate } from '../templates/find-template.ts'
import { smartObjectsOf } from '../templates/scene-health.ts'
import { type Draft, type Frame, placeArtwork } from './place-artwork.ts'
import type { DraftInput } from './schemas.ts'

/** What a scene takes that says nothing of its frame. */
const DEFAULT_FRAME: Size = { width: 800, height: 1000 }

/** What a draft needs to know of a scene, and of its template where the account has it. */
export type DraftedScene = {
  dm_template_id: string
  config: SceneConfig
  template: Pick<AccountTemplate, 'layers'> | null | undefined
}

/**
 * Where a render would put an artwork in a scene, or in a template of the account with a placement.
 * Reads our own rows alone: nothing is spent, and nobody is asked.
 * @throws AppError not_found for an artwork, scene or template that the user does not have
 * @throws AppError invalid for a placement that no render could be asked for
 */
export async function draftArtwork(ctx: Context, input: DraftInput): Promise<Draft> {
  const [asset, scene] = await Promise.all([
    findAsset(ctx, input.asset_id),
    findDrafted(ctx, input),
  ])
  if (!asset) throw new AppError('not_found', `Asset not found: ${input.asset_id}`)
  return draftOf(scene, asset)
}

/**
 * The same of a scene that is known already.
 * @throws AppError invalid for a scale where the smart object's size is not known
 */
export function draftOf(scene: DraftedScene, artwork: Size): Draft {
  return placeArtwork(readRecipe(recipeOfScene(scene)), frameOf(scene), artwork)
}

/** The smart object that a scene fills, where its template is known to have exactly one such. */
export function layerOf(scene: DraftedScene) {
  const { smart_object: wanted } = readRecipe(recipeOfScene(scene))
  const [only, ...others] = smartObjectsOf(scene.template?.layers ?? [], wanted)
  return others.length === 0 ? only : undefined
}

function frameOf(scene: DraftedScene): Frame {
  const { width, height } = layerOf(scene) ?? {}
  if (width && height) return { width, height, isKnown: true }
  return { ...(scene.config.default_size ?? DEFAULT_FRAME), isKnown: false }
}

async function findDrafted(ctx: Context, input: DraftInput): Promise<DraftedScene> {
  const { scene_key, template_id = '', config } = input
  if (scene_key === undefined) {
    const template = await findTemplate(ctx, template_id)
    if (!template) throw new AppError('not_found', `Template not found: ${template_id}`)
    const scene = { dm_template_id: template_id, config, template }
    if (config.smart_object && !layerOf(scene)) throw noSuchLayer(config.smart_object)
    return scene
  }
  const [found] = await findScenes(ctx, [scene_key])
  if (!found) throw new AppError('not_found', `Scene template not found: ${scene_key}`)
  return { ...found, config: placedConfig(found.config, config) }
}

function noSuchLayer(wanted: string): AppError {
  const message = `The template has no smart object “${wanted}”, or several with that name`
  return new AppError('invalid', message, {
    errors: [{ pointer: '/config/smart_object', message }],
  })
}
