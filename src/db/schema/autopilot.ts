import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const sceneAutopilot = sqliteTable(
  'scene_autopilot',
  {
    user_id: text().notNull(),
    scene_key: text().notNull(),
    auto_approve: integer({ mode: 'boolean' }).notNull(),
    /** Thousandths. */
    min_rate: integer().notNull(),
    /** One of so many is shown for review all the same; 0 for none. */
    sample_every: integer().notNull(),
    /** Pictures that were approved automatically since it was set. */
    approved: integer().notNull().default(0),
    /** Since when all is reviewed again; null while it is not. */
    fell_back_at: text(),
    updated_at: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.user_id, table.scene_key] })],
)
