import * as z from 'zod'
import { autopilotAnswer } from '../../domain/autopilot/schemas.ts'
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
  /** People's newest decisions about its pictures, twenty at most, and the share of approvals. */
  decided: z.int(),
  rate: z.number().nullable(),
  autopilot: autopilotAnswer,
  version: z.int(),
  created_at: z.string(),
  updated_at: z.string(),
})

/** A scene as callers see it, the system's or one of their own. */
export function presentScene(scene: CheckedScene): z.output<typeof sceneAnswer> {
  const { decided = 0, approved = 0, autopilot } = scene.standing ?? {}
  return sceneAnswer.parse({
    ...scene,
    health_reason: scene.reason,
    decided,
    rate: decided === 0 ? null : approved / decided,
    autopilot: presentAutopilot(autopilot ?? NO_AUTOPILOT),
  })
}

const NO_AUTOPILOT = { auto_approve: false, min_rate: 0, sample_every: 0, fell_back_at: null }
type Autopilot = z.output<typeof autopilotAnswer>

/** Rows keep a rate in thousandths. */
export function presentAutopilot({ min_rate, ...row }: Autopilot): Autopilot {
  return autopilotAnswer.parse({ ...row, min_rate: min_rate / 1_000 })
}
