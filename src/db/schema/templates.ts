import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import * as z from 'zod'
import { json } from '../json.ts'

const named = z.object({ id: z.string(), name: z.string() })
/** A smart object; its size is in the vendor's pixels. */
const layer = named.extend({ width: z.number().optional(), height: z.number().optional() })

export type TemplateCollection = z.output<typeof named>

export const accountTemplates = sqliteTable(
  'account_templates',
  {
    user_id: text().notNull(),
    id: text().notNull(),
    name: text().notNull(),
    collections: json(z.array(named)).notNull(),
    layers: json(z.array(layer)).notNull(),
    thumbnail_url: text(),
    thumbnail_key: text(),
    thumbnail_source: text(),
    thumbnail_tried_at: text(),
    gone_at: text(),
  },
  (table) => [primaryKey({ columns: [table.user_id, table.id] })],
)

export const templateReads = sqliteTable('template_reads', {
  user_id: text().primaryKey(),
  account: text().notNull(),
  started_at: text(),
  read_at: text(),
  failed_at: text(),
  error: text(),
  tried_at: text().notNull(),
  skipped: integer().notNull(),
  omitted: integer().notNull(),
  /** Ids of scenes that could be rendered once and cannot any more. */
  lost_scenes: json(z.array(z.string()))
    .notNull()
    .$defaultFn(() => []),
})

export type AccountTemplate = typeof accountTemplates.$inferSelect
export type TemplateRead = typeof templateReads.$inferSelect
