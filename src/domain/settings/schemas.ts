import * as z from 'zod'
import { eitherCase } from '../../either-case.ts'

export const MODES = ['supervised', 'autopilot'] as const
const MODULES = ['mockups', 'products'] as const

// A year of 50 presses of the largest form a working day stays below this.
const MAX_BUDGET_CREDITS = 1_000_000
const DEFAULT_ANNUAL_BUDGET_CREDITS = 3500
const DEFAULT_MONTHLY_LIMIT_CREDITS = 292

const mode = z.enum(MODES)
const credits = z.int().min(0).max(MAX_BUDGET_CREDITS)

/** The settings as they are kept; what was never set has its default. */
export const settings = z.object({
  global_mode: mode.default('supervised'),
  module_overrides: z.object({ mockups: mode.optional(), products: mode.optional() }).default({}),
  guardrails: z
    .object({
      annual_mockup_budget: credits.default(DEFAULT_ANNUAL_BUDGET_CREDITS),
      monthly_mockup_soft_limit: credits.default(DEFAULT_MONTHLY_LIMIT_CREDITS),
    })
    .prefault({}),
})

/** A change: what is left out stays; `null` takes a module's override away. */
export const settingsChange = eitherCase(
  z.strictObject({
    global_mode: mode.optional(),
    module_overrides: eitherCase(
      z.strictObject({ mockups: mode.nullish(), products: mode.nullish() }),
    ).optional(),
    guardrails: eitherCase(
      z.strictObject({
        annual_mockup_budget: credits.optional(),
        monthly_mockup_soft_limit: credits.optional(),
      }),
    ).optional(),
  }),
)

export type Mode = (typeof MODES)[number]
export type AutomatedModule = (typeof MODULES)[number]
export type Settings = z.output<typeof settings>
export type SettingsChange = z.output<typeof settingsChange>
