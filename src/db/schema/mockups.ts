import { integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import * as z from 'zod'
import { json } from '../json.ts'

const texts = z.array(z.string())
const size = z.object({ width: z.number(), height: z.number() })

/** What a scene asks of the vendor; every part may be absent. Pixels are the smart object's. */
const sceneConfig = z.object({
  smart_object: z.string().optional(),
  default_size: size.optional(),
  size: size.optional(),
  position: z.object({ x: z.number(), y: z.number() }).optional(),
  rotation: z.number().optional(),
  scale: z.number().optional(),
  fit: z.enum(['contain', 'cover', 'fill']).optional(),
})
export type SceneConfig = z.output<typeof sceneConfig>

export const sceneTemplates = sqliteTable('mockup_scene_templates', {
  id: text().primaryKey(),
  user_id: text(),
  scene_key: text().notNull(),
  name: text().notNull(),
  description: text().notNull(),
  dm_template_id: text().notNull(),
  dm_template_url: text(),
  config: json(sceneConfig).notNull(),
  /** What a render of it is made of, as `recipeOfScene` writes it. */
  recipe: text().notNull(),
  preview_url: text(),
  is_active: integer({ mode: 'boolean' }).notNull(),
  is_system: integer({ mode: 'boolean' }).notNull(),
  recommended_collections: json(texts).notNull(),
  version: integer().notNull(),
  created_at: text().notNull(),
  updated_at: text().notNull(),
})

/** The list that a run is in: a person is needed where mockups wait for a decision, or failed. */
export const RUN_STATES = ['running', 'needs_you', 'done'] as const

const tally = () => integer().notNull().default(0)

export const mockupRuns = sqliteTable(
  'mockup_runs',
  {
    user_id: text().notNull(),
    id: text().notNull(),
    group_id: text().notNull(),
    scenes: json(texts).notNull(),
    asset_count: integer().notNull(),
    pair_count: integer().notNull(),
    /** Scenes without an active template, and the assets they were asked for with. */
    unknown_scenes: json(texts).notNull(),
    unknown_asset_ids: json(texts).notNull(),
    /** Why those of them that are there cannot be generated with, by key. */
    scene_problems: json(z.record(z.string(), z.string()))
      .notNull()
      .$defaultFn(() => ({})),
    skip_approval: integer({ mode: 'boolean' }).notNull(),
    regenerate: integer({ mode: 'boolean' }).notNull(),
    /** The kit that it was asked for with; it may have been deleted since. */
    kit_id: text(),
    /** Its name then. */
    kit_name: text(),
    cancelled_at: text(),
    created_at: text().notNull(),
    /** Kept by triggers on the mockups: how many are in each status, `pending` being the rest. */
    completed: tally(),
    approved: tally(),
    rejected: tally(),
    failed: tally(),
    deleted: tally(),
    /** Credits that ended mockups have cost; of one in doubt nobody knows yet. */
    credits_spent: tally(),
    /** When the last of them ended for the first time; null while any is on its way. */
    ended_at: text(),
    /** Written by triggers alone, when it changes. */
    state: text({ enum: RUN_STATES }).notNull().default('running'),
  },
  (table) => [primaryKey({ columns: [table.user_id, table.id] })],
)

/** As a mockup is shown. `generating` is not written: it is pending, and its picture rendering. */
export const MOCKUP_STATUSES = [
  'pending',
  'generating',
  'completed',
  'failed',
  'approved',
  'rejected',
] as const
export type MockupStatus = (typeof MOCKUP_STATUSES)[number]

/** As a row has it; at most five, which a statement can put together from a walk along each. */
export const STORED_STATUSES = ['pending', 'completed', 'failed', 'approved', 'rejected'] as const
export type StoredStatus = (typeof STORED_STATUSES)[number]

export const FAILURE_CODES = [
  'vendor',
  'suspect',
  'lost',
  'cancelled',
  'parked',
  'scene_missing',
  'budget',
] as const
export type FailureCode = (typeof FAILURE_CODES)[number]

/** How a mockup's own artwork is placed, where that differs from its scene's. */
const placement = sceneConfig.omit({ smart_object: true, default_size: true })
export type Placement = z.output<typeof placement>

export const mockups = sqliteTable(
  'mockups',
  {
    user_id: text().notNull(),
    id: text().notNull(),
    run_id: text().notNull(),
    asset_id: text().notNull(),
    quote_id: text(),
    scene: text().notNull(),
    placement: json(placement),
    picture_id: text().notNull(),
    moves: integer().notNull(),
    /** When its picture was last asked for: by its run, or by trying again. */
    requested_at: text().notNull(),
    credits_used: integer().notNull(),
    quality_score: real(),
    status: text({ enum: STORED_STATUSES }).notNull(),
    failure_code: text({ enum: FAILURE_CODES }),
    error_message: text(),
    stale: integer({ mode: 'boolean' }).notNull(),
    total_pins: integer().notNull(),
    total_impressions: integer().notNull(),
    created_at: text().notNull(),
    updated_at: text().notNull(),
    /** Where it is in its run: pairs are rendered and shown in this order. */
    position: integer().notNull().default(0),
    /** Its artwork's, kept by a trigger. */
    collection: text(),
  },
  (table) => [primaryKey({ columns: [table.user_id, table.id] })],
)

/** Kept by triggers: how many mockups of a scene are in each status. */
export const mockupTallies = sqliteTable(
  'mockup_tallies',
  {
    user_id: text().notNull(),
    scene: text().notNull(),
    pending: tally(),
    completed: tally(),
    approved: tally(),
    rejected: tally(),
    failed: tally(),
    /** The newest month with a change, as 2026-11; the others count what came of it. */
    month: text().notNull().default(''),
    month_made: tally(),
    month_approved: tally(),
  },
  (table) => [primaryKey({ columns: [table.user_id, table.scene] })],
)

/** Finished ones that were deleted, until they are restored or thirty days are over. */
export const deletedMockups = sqliteTable(
  'deleted_mockups',
  {
    user_id: text().notNull(),
    id: text().notNull(),
    asset_id: text().notNull(),
    picture_id: text().notNull(),
    scene: text().notNull(),
    deleted_at: text().notNull(),
    deleted_by: text().notNull(),
    /** All columns of the row. */
    mockup: json(z.record(z.string(), z.unknown())).notNull(),
  },
  (table) => [primaryKey({ columns: [table.user_id, table.id] })],
)

const USAGE_OPERATIONS = ['generation', 'regeneration', 'refund', 'correction'] as const

export const creditUsage = sqliteTable(
  'mockup_credit_usage',
  {
    user_id: text().notNull(),
    sequence: integer().notNull(),
    attempt_id: text().notNull(),
    picture_id: text(),
    mockup_id: text(),
    credits: integer().notNull(),
    operation: text({ enum: USAGE_OPERATIONS }).notNull(),
    balance_before: integer().notNull(),
    balance_after: integer().notNull(),
    year: integer().notNull(),
    month: integer().notNull(),
    created_at: text().notNull(),
    /** A collection's key when the credit was paid, or `none`. */
    collection: text().notNull(),
    /** What was rendered, also when the mockup has been deleted since. */
    scene: text(),
    asset_id: text(),
  },
  (table) => [primaryKey({ columns: [table.user_id, table.sequence] })],
)

/** Kept by triggers on the entries. */
export const creditMonths = sqliteTable(
  'credit_months',
  {
    user_id: text().notNull(),
    year: integer().notNull(),
    month: integer().notNull(),
    operation: text({ enum: USAGE_OPERATIONS }).notNull(),
    collection: text().notNull(),
    entries: integer().notNull(),
    credits: integer().notNull(),
    first_sequence: integer().notNull(),
    last_sequence: integer().notNull(),
  },
  (table) => [
    primaryKey({
      columns: [table.user_id, table.year, table.month, table.operation, table.collection],
    }),
  ],
)

export type SceneTemplate = typeof sceneTemplates.$inferSelect
export type MockupRun = typeof mockupRuns.$inferSelect
export type CreditMonth = typeof creditMonths.$inferSelect
export type Mockup = typeof mockups.$inferSelect
