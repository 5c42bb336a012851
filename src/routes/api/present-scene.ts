import * as z from 'zod'
import type { CheckedScene } from '../../domain/scenes/checked-scene.ts'
import { FITS } from '../../domain/scenes/schemas.ts'
import { HEALTHS } from '../../domain/templates/scene-health.ts'

const size = z.object({ width: z.number(), height: z.number() })

export const sceneAnswer = z.object({
  id: z.string(),
  scene_key: z.string(),
  name: z.string(),
  description: z.string(),
  dm_template_id: z.string(),
  dm_template_url: z.string().nullable(),
  config: z.object({
    smart_object: z.string().optional(),
    default_size: size.optional(),
    size: size.optional(),
    position: z.object({ x: z.number(), y: z.number() }).optional(),
    rotation: z.number().optional(),
    scale: z.number().optional(),
    fit: z.enum(FITS).optional(),
  }),
  preview_url: z.string().nullable(),
  is_active: z.boolean(),
  is_system: z.boolean(),
  recommended_collections: z.array(z.string()),
  /** Whether it can be rendered with the account's templates, and what to do where not. */
  health: z.enum(HEALTHS),
  health_reason: z.string().nullable(),
  version: z.int(),
  created_at: z.string(),
  updated_at: z.string(),
})

/** A scene as callers see it, the system's or one of their own. */
export function presentScene(scene: CheckedScene): z.output<typeof sceneAnswer> {
  return sceneAnswer.parse({ ...scene, health_reason: scene.reason })
}
