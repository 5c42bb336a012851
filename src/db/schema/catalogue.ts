import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const quotes = sqliteTable(
  'quotes',
  {
    user_id: text().notNull(),
    id: text().notNull(),
    text: text().notNull(),
    author: text(),
    collection: text({ enum: ['grounding', 'wholeness', 'growth'] }).notNull(),
    mood: text(),
    /** Raised by people's edits: what an edit compares. */
    version: integer().notNull().default(1),
    created_at: text().notNull(),
    updated_at: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.user_id, table.id] })],
)

export const assets = sqliteTable(
  'assets',
  {
    user_id: text().notNull(),
    id: text().notNull(),
    quote_id: text(),
    title: text().notNull(),
    file_key: text().notNull(),
    thumbnail_key: text(),
    format: text({ enum: ['png', 'jpeg', 'webp'] }).notNull(),
    width: integer().notNull(),
    height: integer().notNull(),
    byte_size: integer().notNull(),
    content_hash: text().notNull(),
    status: text({ enum: ['active', 'archived'] }).notNull(),
    version: integer().notNull().default(1),
    created_at: text().notNull(),
    updated_at: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.user_id, table.id] })],
)

export type Quote = typeof quotes.$inferSelect
export type Asset = typeof assets.$inferSelect
