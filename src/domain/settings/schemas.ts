import * as z from 'zod'
import { eitherCase } from '../../either-case.ts'
import { parseTimeZone } from '../../time-zones.ts'
import { feesAnswer, feesChange, ownFees } from '../pricing/fees.ts'

export const MODES = ['supervised', 'autopilot'] as const
const MODULES = ['mockups', 'products'] as const

// A year of 50 presses of the largest form a working day stays below this.
const MAX_BUDGET_CREDITS = 1_000_000
const DEFAULT_ANNUAL_BUDGET_CREDITS = 3500
const DEFAULT_MONTHLY_LIMIT_CREDITS = 292

// As long as Shopify takes vendors and types.
const MAX_NAME_CHARACTERS = 255
const MAX_PREFIX_CHARACTERS = 8
const MAX_ZONE_CHARACTERS = 64

// Coarser nobody prints, finer no printer does.
export const MIN_DPI = { least: 72, most: 600, default: 150 } as const

const mode = z.enum(MODES)
const dpi = z.int().min(MIN_DPI.least).max(MIN_DPI.most)
const credits = z.int().min(0).max(MAX_BUDGET_CREDITS)
const name = z.string().trim().min(1).max(MAX_NAME_CHARACTERS)
const skuPrefix = z
  .string()
  .trim()
  .max(MAX_PREFIX_CHARACTERS)
  .toUpperCase()
  .regex(/^[A-Z0-9]{1,8}$/, 'Enter 1 to 8 letters or digits')
const timeZone = z
  .string()
  .max(MAX_ZONE_CHARACTERS)
  .overwrite((typed) => parseTimeZone(typed) ?? typed)
  .refine(
    (typed) => parseTimeZone(typed) !== undefined,
    'Enter an IANA time zone, such as Europe/Berlin',
  )

/** What new products take where nothing else is given; only what the user has set. */
export const ownDefaults = z.object({
  vendor: name.optional(),
  product_type: name.optional(),
  sku_prefix: skuPrefix.optional(),
})

/** What goes to the shop beside what customers see. */
export const shopSettings = z.object({ send_cost: z.boolean().default(false) })

/** The settings; what was never set has its default. */
export const settings = z.object({
  global_mode: mode.default('supervised'),
  module_overrides: z.object({ mockups: mode.optional(), products: mode.optional() }).default({}),
  guardrails: z
    .object({
      annual_mockup_budget: credits.default(DEFAULT_ANNUAL_BUDGET_CREDITS),
      monthly_mockup_soft_limit: credits.default(DEFAULT_MONTHLY_LIMIT_CREDITS),
    })
    .prefault({}),
  defaults: z
    .object({
      vendor: name.default('Haven & Hold'),
      product_type: name.default('Print'),
      sku_prefix: skuPrefix.default('HH'),
    })
    .prefault({}),
  time_zone: timeZone.nullable().default(null),
  fees: feesAnswer.prefault({}),
  /** Below so many pixels an inch a size is not sold without a person saying so. */
  print: z.object({ min_dpi: dpi.default(MIN_DPI.default) }).prefault({}),
  shop: shopSettings.prefault({}),
})

/**
 * With the version an edit compares (0 before the first one), and which of the defaults and fees
 * the user has set.
 */
export const storedSettings = settings.extend({
  version: z.int().min(0).default(0),
  own_defaults: ownDefaults,
  own_fees: ownFees,
  account_currency: z.string(),
})

/**
 * A change: what is left out stays; `null` takes a module's override, a default, a fee or the time
 * zone away.
 */
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
    defaults: eitherCase(
      z.strictObject({
        vendor: name.nullish(),
        product_type: name.nullish(),
        sku_prefix: skuPrefix.nullish(),
      }),
    ).optional(),
    time_zone: timeZone.nullish(),
    fees: feesChange.optional(),
    print: eitherCase(z.strictObject({ min_dpi: dpi.optional() })).optional(),
    shop: eitherCase(z.strictObject({ send_cost: z.boolean().optional() })).optional(),
  }),
)

export type Mode = (typeof MODES)[number]
export type AutomatedModule = (typeof MODULES)[number]
export type Settings = z.output<typeof settings>
export type StoredSettings = z.output<typeof storedSettings>
export type SettingsChange = z.output<typeof settingsChange>
