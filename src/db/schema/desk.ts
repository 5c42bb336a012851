import { sql } from 'drizzle-orm'
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import * as z from 'zod'
import { json } from '../json.ts'
import { REASON_CODES } from './pictures.ts'

const fields = z.record(z.string(), z.unknown())

export const approvalItems = sqliteTable(
  'approval_items',
  {
    user_id: text().notNull(),
    id: text().notNull(),
    type: text({ enum: ['mockup', 'product'] }).notNull(),
    reference_id: text().notNull(),
    reference_table: text().notNull(),
    picture_id: text(),
    payload: json(fields).notNull(),
    /** Of a mockup: what its payload says. */
    asset_id: text().generatedAlwaysAs(sql`payload ->> 'assetId'`, { mode: 'virtual' }),
    scene: text().generatedAlwaysAs(sql`payload ->> 'scene'`, { mode: 'virtual' }),
    collection: text(),
    priority: integer().notNull(),
    status: text({ enum: ['pending', 'approved', 'rejected'] }).notNull(),
    sample: integer({ mode: 'boolean' }).notNull(),
    decided_at: text(),
    decided_by: text(),
    reason: text(),
    created_at: text().notNull(),
    reason_code: text({ enum: REASON_CODES }),
  },
  (table) => [primaryKey({ columns: [table.user_id, table.id] })],
)

const tally = () => integer().notNull().default(0)

/** Kept by triggers on the items: how many of a type are in each status. */
export const approvalTallies = sqliteTable(
  'approval_tallies',
  {
    user_id: text().notNull(),
    type: text({ enum: ['mockup', 'product'] }).notNull(),
    pending: tally(),
    approved: tally(),
    rejected: tally(),
  },
  (table) => [primaryKey({ columns: [table.user_id, table.type] })],
)

export const activityLog = sqliteTable(
  'activity_log',
  {
    user_id: text().notNull(),
    id: text().notNull(),
    action_type: text().notNull(),
    details: json(fields).notNull(),
    executed: integer({ mode: 'boolean' }).notNull(),
    module: text().notNull(),
    reference_id: text(),
    reference_table: text(),
    actor_type: text({ enum: ['user', 'api_key', 'system'] }).notNull(),
    actor_id: text(),
    actor_name: text().notNull(),
    created_at: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.user_id, table.id] })],
)

export const retryQueue = sqliteTable(
  'retry_queue',
  {
    user_id: text().notNull(),
    id: text().notNull(),
    operation_type: text({ enum: ['mockup_generation', 'product_publish'] }).notNull(),
    /** The picture or product this is about: one row each. */
    subject_id: text().notNull(),
    payload: json(fields).notNull(),
    error: text().notNull(),
    permanent: integer({ mode: 'boolean' }).notNull(),
    attempts: integer().notNull(),
    max_attempts: integer().notNull(),
    next_attempt_at: text(),
    lease_until: text(),
    status: text({
      enum: ['waiting', 'running', 'succeeded', 'exhausted', 'discarded'],
    }).notNull(),
    reference_id: text(),
    reference_table: text(),
    created_at: text().notNull(),
    updated_at: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.user_id, table.id] })],
)

/** Kept by triggers on the queue. */
export const retryCounts = sqliteTable(
  'retry_counts',
  {
    user_id: text().notNull(),
    status: text({
      enum: ['waiting', 'running', 'succeeded', 'exhausted', 'discarded'],
    }).notNull(),
    operation_type: text({ enum: ['mockup_generation', 'product_publish'] }).notNull(),
    n: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.user_id, table.status, table.operation_type] })],
)

export const userSettings = sqliteTable('user_settings', {
  user_id: text().primaryKey(),
  global_mode: text({ enum: ['supervised', 'autopilot'] }).notNull(),
  module_overrides: json(fields).notNull(),
  guardrails: json(fields).notNull(),
  /** What new products take: vendor, product type, SKU prefix; only what the user has set. */
  defaults: json(fields).notNull(),
  /** IANA name; null until the user chooses one. */
  time_zone: text(),
  /** What a sale costs, and the least pixels an inch; only what the user has set. */
  fees: json(fields).notNull().default({}),
  print: json(fields).notNull().default({}),
  /** What goes to the shop beside what customers see; only what the user has set. */
  shop: json(fields).notNull().default({}),
  version: integer().notNull().default(1),
  updated_at: text().notNull(),
})

export const integrations = sqliteTable(
  'integrations',
  {
    user_id: text().notNull(),
    provider: text({ enum: ['dynamic_mockups', 'shopify'] }).notNull(),
    id: text().notNull(),
    status: text({ enum: ['connected', 'disconnected', 'error'] }).notNull(),
    /** The vendor's account: for Shopify the shop's domain. It belongs to one user. */
    account: text(),
    metadata: json(fields).notNull(),
    /** AES-256-GCM ciphertext, bound to the owner and provider. */
    credentials: text(),
    error: text(),
    created_at: text().notNull(),
    updated_at: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.user_id, table.provider] })],
)

export const idempotencyKeys = sqliteTable(
  'idempotency_keys',
  {
    user_id: text().notNull(),
    key: text().notNull(),
    request_hash: text().notNull(),
    /** The id of what the request starts: a second try of it starts the same. */
    work_id: text().notNull(),
    /** Null while the request runs; 0 when it failed and may be tried again. */
    status: integer(),
    answer: text(),
    created_at: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.user_id, table.key] })],
)

export const sweepHeartbeats = sqliteTable('sweep_heartbeats', {
  sweep: text().primaryKey(),
  started_at: text().notNull(),
  finished_at: text(),
  handled: integer().notNull(),
  /** Where a sweep over everything goes on the next time. */
  cursor: text(),
  error: text(),
})

export const notices = sqliteTable(
  'notices',
  {
    user_id: text().notNull(),
    id: text().notNull(),
    tone: text({ enum: ['neutral', 'amber', 'red'] }).notNull(),
    text: text().notNull(),
    href: text(),
    dismissed_at: text(),
    created_at: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.user_id, table.id] })],
)

export type ApprovalItem = typeof approvalItems.$inferSelect
export type ActivityRow = typeof activityLog.$inferSelect
export type RetryRow = typeof retryQueue.$inferSelect
export type Integration = typeof integrations.$inferSelect
export type Notice = typeof notices.$inferSelect
