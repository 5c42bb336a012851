import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const quotes = sqliteTable(
  'quotes',
  {
    user_id: text().notNull(),
    id: text().notNull(),
    text: text().notNull(),
    author: text(),
    collection: text().notNull(),
    mood: text(),
    /** Raised by people's edits: what an edit compares. */
    version: integer().notNull().default(1),
    /** How many artworks are of it: written by triggers alone. */
    asset_count: integer().notNull().default(0),
    created_at: text().notNull(),
    updated_at: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.user_id, table.id] })],
)

/** How many quotes a user has of each collection: written by triggers alone. */
export const quoteCounts = sqliteTable(
  'quote_counts',
  {
    user_id: text().notNull(),
    collection: text().notNull(),
    n: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.user_id, table.collection] })],
)

export const assets = sqliteTable(
  'assets',
  {
    user_id: text().notNull(),
    id: text().notNull(),
    quote_id: text(),
    /** Its quote's, else its own: written by triggers alone. */
    collection: text(),
    own_collection: text(),
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
    /** Whether any mockup is of it: written by triggers alone. */
    has_mockups: integer({ mode: 'boolean' }).notNull().default(false),
    /** What the file says of its colours and whether it has transparency; null is not known. */
    profile: text(),
    has_alpha: integer({ mode: 'boolean' }),
  },
  (table) => [primaryKey({ columns: [table.user_id, table.id] })],
)

/** How many artworks a user has of each status and collection, '' for none: by triggers alone. */
export const assetCounts = sqliteTable(
  'asset_counts',
  {
    user_id: text().notNull(),
    status: text().notNull(),
    collection: text().notNull(),
    n: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.user_id, table.status, table.collection] })],
)

export type Quote = typeof quotes.$inferSelect
export type Asset = typeof assets.$inferSelect
