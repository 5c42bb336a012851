import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import * as z from 'zod'
import { json } from '../json.ts'

export const RECIPE_FRAMES = ['unframed', 'white', 'black', 'natural'] as const

export const recipes = sqliteTable(
  'recipes',
  {
    user_id: text().notNull(),
    id: text().notNull(),
    name: text().notNull(),
    sizes: json(z.array(z.string())).notNull(),
    frames: json(z.array(z.enum(RECIPE_FRAMES))).notNull(),
    digital: integer({ mode: 'boolean' }).notNull(),
    title: text().notNull(),
    description: text().notNull(),
    tags: json(z.array(z.string())).notNull(),
    kit_id: text(),
    publish: integer({ mode: 'boolean' }).notNull(),
    version: integer().notNull(),
    created_at: text().notNull(),
    updated_at: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.user_id, table.id] })],
)

export type Recipe = typeof recipes.$inferSelect
