import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import * as z from 'zod'
import { json } from '../json.ts'

export const JOB_TYPES = [
  'tags',
  'collection',
  'prices',
  'recipe',
  'pictures',
  'publish',
  'retire',
  'archive',
  'restore',
  'create',
  'undo',
] as const
export const JOB_STATES = ['running', 'done', 'cancelled'] as const
export const JOB_ITEM_STATES = ['waiting', 'done', 'failed', 'cancelled'] as const
export const JOB_ITEM_ARRIVALS = ['done', 'failed'] as const

/** Whoever asked for a job, so that what it does is theirs in the log. */
const actor = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('user'), userId: z.string(), name: z.string(), email: z.string() }),
  z.object({
    kind: z.literal('api_key'),
    userId: z.string(),
    keyId: z.string(),
    name: z.string(),
    scopes: z.array(z.string()),
  }),
  z.object({ kind: z.literal('system'), job: z.string() }),
])

export const jobs = sqliteTable(
  'jobs',
  {
    user_id: text().notNull(),
    id: text().notNull(),
    type: text({ enum: JOB_TYPES }).notNull(),
    change: json(z.record(z.string(), z.unknown())).notNull(),
    request_hash: text().notNull(),
    undoes: text(),
    undone_by: text(),
    state: text({ enum: JOB_STATES }).notNull(),
    total: integer().notNull(),
    /** Kept by a trigger. */
    done: integer().notNull().default(0),
    failed: integer().notNull().default(0),
    changed: integer().notNull().default(0),
    /** Of what was asked of a shop: all, what arrived there, and what failed. Kept by a trigger. */
    sent: integer().notNull().default(0),
    arrived: integer().notNull().default(0),
    not_arrived: integer().notNull().default(0),
    cancelled_at: text(),
    ended_at: text(),
    undo_until: text(),
    created_by: json(actor).notNull(),
    created_at: text().notNull(),
    updated_at: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.user_id, table.id] })],
)

export const jobItems = sqliteTable(
  'job_items',
  {
    user_id: text().notNull(),
    job_id: text().notNull(),
    n: integer().notNull(),
    subject_id: text().notNull(),
    title: text().notNull(),
    input: text(),
    state: text({ enum: JOB_ITEM_STATES }).notNull(),
    error: text(),
    /** Of the attempt that did it. */
    token: text(),
    product_id: text(),
    before: text(),
    version_after: integer(),
    /** The task at a shop that it asked for, and how that ended. */
    task_id: text(),
    arrival: text({ enum: JOB_ITEM_ARRIVALS }),
    arrival_error: text(),
    updated_at: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.user_id, table.job_id, table.n] })],
)

export type JobState = (typeof JOB_STATES)[number]
export type Job = typeof jobs.$inferSelect
export type JobType = Job['type']
export type JobItem = typeof jobItems.$inferSelect
