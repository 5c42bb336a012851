import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const DIGITAL_FILE_TYPES = ['pdf', 'png', 'jpeg', 'zip'] as const

export const digitalFiles = sqliteTable(
  'digital_files',
  {
    user_id: text().notNull(),
    id: text().notNull(),
    name: text().notNull(),
    file_key: text().notNull(),
    content_hash: text().notNull(),
    type: text({ enum: DIGITAL_FILE_TYPES }).notNull(),
    byte_size: integer().notNull(),
    /** The artwork it was made from, which may have been deleted since; null for an upload. */
    asset_id: text(),
    created_at: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.user_id, table.id] })],
)

export type DigitalFile = typeof digitalFiles.$inferSelect
