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
  preview_url: text(),
  is_active: integer({ mode: 'boolean' }).notNull(),
  is_system: integer({ mode: 'boolean' }).notNull(),
  recommended_collections: json(texts).notNull(),
  version: integer().notNull(),
  created_at: text().notNull(),
  updated_at: text().notNull(),
})

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
    skip_approval: integer({ mode: 'boolean' }).notNull(),
    regenerate: integer({ mode: 'boolean' }).notNull(),
    cancelled_at: text(),
    created_at: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.user_id, table.id] })],
)

export const MOCKUP_STATUSES = [
  'pending',
  'generating',
  'completed',
  'failed',
  'approved',
  'rejected',
] as const
export type MockupStatus = (typeof MOCKUP_STATUSES)[number]

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

/** The rate, the vendor's word to wait, its breaker, its silence, a second try, a slow download. */
export const WAIT_REASONS = [
  'rate',
  'told_to_wait',
  'breaker',
  'unreachable',
  'second_try',
  'download',
] as const
export type WaitReason = (typeof WAIT_REASONS)[number]

export const mockups = sqliteTable(
  'mockups',
  {
    user_id: text().notNull(),
    id: text().notNull(),
    run_id: text().notNull(),
    asset_id: text().notNull(),
    quote_id: text(),
    scene: text().notNull(),
    scene_template_id: text().notNull(),
    scene_version: integer().notNull(),
    scene_config: json(sceneConfig.extend({ dm_template_id: z.string() })).notNull(),
    picture_key: text().notNull(),
    attempt: integer().notNull(),
    file_key: text(),
    thumbnail_key: text(),
    width: integer(),
    height: integer(),
    dm_render_id: text(),
    dm_metadata: json(z.record(z.string(), z.unknown())).notNull(),
    credits_used: integer().notNull(),
    quality_score: real(),
    status: text({ enum: MOCKUP_STATUSES }).notNull(),
    failure_code: text({ enum: FAILURE_CODES }),
    error_message: text(),
    stale: integer({ mode: 'boolean' }).notNull(),
    reused_from: text(),
    next_attempt_at: text(),
    /** Why an unfinished mockup is put off; null while it is not. */
    waiting_for: text({ enum: WAIT_REASONS }),
    total_pins: integer().notNull(),
    total_impressions: integer().notNull(),
    created_at: text().notNull(),
    updated_at: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.user_id, table.id] })],
)

export const mockupCounts = sqliteTable(
  'mockup_counts',
  {
    user_id: text().notNull(),
    scene: text().notNull(),
    status: text({ enum: MOCKUP_STATUSES }).notNull(),
    n: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.user_id, table.scene, table.status] })],
)

export const creditUsage = sqliteTable(
  'mockup_credit_usage',
  {
    user_id: text().notNull(),
    sequence: integer().notNull(),
    attempt_id: text().notNull(),
    mockup_id: text(),
    credits: integer().notNull(),
    operation: text({ enum: ['generation', 'regeneration', 'refund', 'correction'] }).notNull(),
    balance_before: integer().notNull(),
    balance_after: integer().notNull(),
    year: integer().notNull(),
    month: integer().notNull(),
    created_at: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.user_id, table.sequence] })],
)

export type SceneTemplate = typeof sceneTemplates.$inferSelect
export type MockupRun = typeof mockupRuns.$inferSelect
export type Mockup = typeof mockups.$inferSelect
