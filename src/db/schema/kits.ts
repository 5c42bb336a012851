import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import * as z from 'zod'
import { json } from '../json.ts'

/** What a scene is for in a kit, in the order of a product's pictures. */
export const KIT_ROLES = ['hero', 'room', 'detail', 'scale'] as const

const kitScenes = z.array(z.object({ scene_key: z.string(), role: z.enum(KIT_ROLES) }))

export const sceneKits = sqliteTable(
  'scene_kits',
  {
    user_id: text().notNull(),
    id: text().notNull(),
    name: text().notNull(),
    scenes: json(kitScenes).notNull(),
    /** Keys of collections. */
    default_for: json(z.array(z.string())).notNull(),
    version: integer().notNull(),
    created_at: text().notNull(),
    updated_at: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.user_id, table.id] })],
)

export type Kit = typeof sceneKits.$inferSelect
