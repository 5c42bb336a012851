import * as z from 'zod'
import type { Placement, SceneConfig } from '../../db/schema/mockups.ts'
import { namedId } from '../../ids.ts'
import { sha256Hex } from '../../sha256.ts'
import { DEFAULT_SMART_OBJECT } from '../templates/scene-health.ts'

/** Width in pixels of every rendered picture. */
const RENDER_WIDTH_PIXELS = 2000

const side = z.number().positive()
const recipe = z.object({
  template: z.string(),
  smart_object: z.string(),
  fit: z.enum(['contain', 'cover', 'fill']).optional(),
  size: z.object({ width: side, height: side }).optional(),
  position: z.object({ x: z.number(), y: z.number() }).optional(),
  scale: z.number().optional(),
  rotation: z.number(),
  format: z.literal('png'),
  width: z.int(),
})

/** Everything but the artwork that decides the pixels of a render, as the scene was written. */
export type Recipe = z.infer<typeof recipe>

/**
 * What a render of a scene is made of, as one canonical text: two texts are equal exactly when the
 * pictures of one artwork would be. Fit gives way to size and position, as at the vendor.
 */
export function recipeOfScene(scene: { dm_template_id: string; config: SceneConfig }): string {
  const { smart_object, rotation, size, position, scale, fit } = scene.config
  const isPlaced = size !== undefined || position !== undefined
  const whole: Recipe = {
    template: scene.dm_template_id,
    smart_object: smart_object ?? DEFAULT_SMART_OBJECT,
    ...(isPlaced ? {} : { fit: fit ?? 'contain' }),
    ...(size ? { size: { width: size.width, height: size.height } } : {}),
    ...(position ? { position: { x: position.x, y: position.y } } : {}),
    ...(scale === undefined || scale === 1 || size ? {} : { scale }),
    rotation: rotation ?? 0,
    format: 'png',
    width: RENDER_WIDTH_PIXELS,
  }
  return JSON.stringify(whole)
}

/** Reads a stored recipe. */
export function readRecipe(text: string): Recipe {
  return recipe.parse(JSON.parse(text))
}

/** A scene's recipe with a mockup's own placement laid over it. */
export function placedRecipe(text: string, placement: Placement | null): string {
  if (!placement) return text
  const { template, ...config } = readRecipe(text)
  return recipeOfScene({ dm_template_id: template, config: placedConfig(config, placement) })
}

/**
 * A scene's config with a placement laid over it. A fit takes the place of the scene's size and
 * position, a scale that of its size, and a size that of its scale.
 */
export function placedConfig(own: SceneConfig, given: SceneConfig): SceneConfig {
  const { size, position, scale, ...kept } = own
  if (given.fit) return { ...kept, scale, ...given }
  return {
    ...kept,
    ...(given.scale ? {} : { size }),
    ...(given.size ? {} : { scale }),
    position,
    ...given,
  }
}

/** The same for the same pixels: a hash of the artwork's content and the recipe. */
export function fingerprintOf(assetHash: string, recipeText: string): Promise<string> {
  return sha256Hex(`${assetHash}\n${recipeText}`)
}

/** Two requests name the same picture without asking each other. */
export function pictureIdOf(userId: string, fingerprint: string, edition: string): Promise<string> {
  return namedId(userId, fingerprint, edition)
}

/** The id of a paid attempt: what the ledger, the message, the file and the vendor's label share. */
export function attemptIdOf(picture: { id: string; attempt: number }): string {
  return `${picture.id}.${picture.attempt}`
}
