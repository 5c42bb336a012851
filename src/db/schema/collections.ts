import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** What a collection of a user's own may be shown in; text next to it always says its name. */
export const COLLECTION_COLOURS = [
  'sage',
  'teal',
  'amber',
  'clay',
  'rose',
  'plum',
  'blue',
  'stone',
] as const

/** What belongs to it at the shop: nothing, the collection of a handle, or one that is made. */
export const SHOP_CHOICES = ['none', 'handle', 'create'] as const

export const collections = sqliteTable(
  'collections',
  {
    user_id: text().notNull(),
    key: text().notNull(),
    name: text().notNull(),
    colour: text({ enum: COLLECTION_COLOURS }).notNull(),
    shop: text({ enum: SHOP_CHOICES }).notNull().default('none'),
    shop_handle: text(),
    /** The id of the work that added it: the same work again adds nothing. */
    work_id: text().notNull(),
    /** Raised by people's edits: what an edit compares. */
    version: integer().notNull().default(1),
    created_at: text().notNull(),
    updated_at: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.user_id, table.key] })],
)

export type CollectionRow = typeof collections.$inferSelect
export type CollectionColour = (typeof COLLECTION_COLOURS)[number]
