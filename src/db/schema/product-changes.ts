import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const CHANGE_KINDS = ['publish', 'prices', 'retire', 'archive', 'restore'] as const
export const CHANGE_STATES = ['waiting', 'done', 'failed'] as const

/** What a product was, here and at a shop, before a change that can be put back. */
export const productChanges = sqliteTable(
  'product_changes',
  {
    user_id: text().notNull(),
    product_id: text().notNull(),
    id: text().notNull(),
    kind: text({ enum: CHANGE_KINDS }).notNull(),
    shop_domain: text(),
    /** The task that does it, of a change at a shop; the job that it belongs to. */
    task_id: text(),
    job_id: text(),
    /** JSON of what there was. */
    before: text().notNull(),
    version_after: integer(),
    state: text({ enum: CHANGE_STATES }).notNull(),
    undone_by: text(),
    undoes: text(),
    actor: text().notNull(),
    created_at: text().notNull(),
    undo_until: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.user_id, table.product_id, table.id] })],
)

export type ProductChangeRow = typeof productChanges.$inferSelect
export type ChangeKind = ProductChangeRow['kind']
