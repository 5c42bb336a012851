import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

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
export const JOB_STATES = ['waiting', 'running', 'done', 'cancelled'] as const
export const JOB_ITEM_STATES = ['waiting', 'done', 'failed', 'cancelled'] as const

export const jobs = sqliteTable(
  'jobs',
  {
    user_id: text().notNull(),
    id: text().notNull(),
    type: text({ enum: JOB_TYPES }).notNull(),
    change: text().notNull(),
    undoes: text(),
    state: text({ enum: JOB_STATES }).notNull(),
    total: integer().notNull(),
    done: integer().notNull(),
    failed: integer().notNull(),
    cancelled_at: text(),
    ended_at: text(),
    undo_until: text(),
    created_by: text().notNull(),
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
    product_id: text(),
    before: text(),
    version_after: integer(),
    updated_at: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.user_id, table.job_id, table.n] })],
)

export type Job = typeof jobs.$inferSelect
export type JobItem = typeof jobItems.$inferSelect
