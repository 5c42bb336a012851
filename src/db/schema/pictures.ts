import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import * as z from 'zod'
import { json } from '../json.ts'
import { FAILURE_CODES } from './mockups.ts'

export const PICTURE_STATES = [
  'waiting',
  'rendering',
  'stored',
  'failed',
  'suspect',
  'lost',
  'unused',
  'gone',
] as const
export type PictureState = (typeof PICTURE_STATES)[number]

/** The rate, a 429, the breaker, silence, a second try, a slow download. */
export const WAIT_REASONS = [
  'rate',
  'told_to_wait',
  'breaker',
  'unreachable',
  'second_try',
  'download',
] as const
export type WaitReason = (typeof WAIT_REASONS)[number]

const PICTURE_DECISIONS = ['open', 'approved', 'rejected'] as const
export type PictureDecision = (typeof PICTURE_DECISIONS)[number]

/** What is wrong with a picture that was rejected. */
export const REASON_CODES = [
  'placement',
  'crop',
  'colour',
  'wrong_scene',
  'quality',
  'other',
] as const

/** A decision about a picture that another has replaced; `open` where nobody had decided. */
const replacedDecision = z.object({
  decision: z.enum(PICTURE_DECISIONS),
  kind: z.enum(['person', 'machine']).nullable(),
  by: z.string().nullable(),
  at: z.string().nullable(),
  reason: z.string().nullable(),
  /** Absent in rows from before there were codes. */
  reason_code: z.enum(REASON_CODES).nullish(),
})

export const pictures = sqliteTable(
  'pictures',
  {
    user_id: text().notNull(),
    id: text().notNull(),
    fingerprint: text().notNull(),
    /** Empty, or the id of the request that rendered it again on purpose. */
    edition: text().notNull(),
    asset_hash: text().notNull(),
    recipe: text().notNull(),
    state: text({ enum: PICTURE_STATES }).notNull(),
    /** The newest attempt the ledger gave; it never restarts. */
    attempt: integer().notNull(),
    accepted_at: text().notNull(),
    /** Why an unfinished picture is deferred; null while it is not. */
    waiting_for: text({ enum: WAIT_REASONS }),
    next_attempt_at: text(),
    failure_code: text({ enum: FAILURE_CODES }),
    error_message: text(),
    error_status: integer(),
    error_code: text(),
    decision: text({ enum: PICTURE_DECISIONS }).notNull(),
    decided_by_kind: text({ enum: ['person', 'machine'] }),
    decided_by: text(),
    decided_at: text(),
    reason: text(),
    decided_before: json(replacedDecision),
    file_key: text(),
    thumbnail_key: text(),
    width: integer(),
    height: integer(),
    byte_size: integer(),
    unused_since: text(),
    created_at: text().notNull(),
    updated_at: text().notNull(),
    reason_code: text({ enum: REASON_CODES }),
    /** The scene that it was first asked for in. */
    scene: text(),
  },
  (table) => [primaryKey({ columns: [table.user_id, table.id] })],
)

/** Whose `stale` flags may be wrong since an artwork or a scene changed; written by triggers. */
export const staleChecks = sqliteTable(
  'stale_checks',
  {
    user_id: text().notNull(),
    kind: text({ enum: ['asset', 'scene'] }).notNull(),
    subject: text().notNull(),
    /** The last mockup that was looked at. */
    cursor: text().notNull(),
    requested_at: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.user_id, table.kind, table.subject] })],
)

/** Pairs whose every picture that did not fail is stale; written by triggers on the mockups. */
export const stalePairs = sqliteTable(
  'stale_pairs',
  { user_id: text().notNull(), scene: text().notNull(), asset_id: text().notNull() },
  (table) => [primaryKey({ columns: [table.user_id, table.scene, table.asset_id] })],
)

export type Picture = typeof pictures.$inferSelect
