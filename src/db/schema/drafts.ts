import { primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import * as z from 'zod'
import { json } from '../json.ts'

const share = z.number().min(0, 'Enter 0 to 100%').max(1, 'Enter 0 to 100%')
const corner = z.tuple([share, share])

/** Clockwise from the top left, as shares of the picture's width and height. */
export const corners = z.tuple([corner, corner, corner, corner])
export type Corners = z.output<typeof corners>

/** Where a smart object is on its template's picture, as its user has drawn it. */
export const previewAreas = sqliteTable(
  'preview_areas',
  {
    user_id: text().notNull(),
    template_id: text().notNull(),
    layer_id: text().notNull(),
    corners: json(corners).notNull(),
    updated_at: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.user_id, table.template_id, table.layer_id] })],
)
