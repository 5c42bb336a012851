import { customType } from 'drizzle-orm/sqlite-core'
import type * as z from 'zod'

/** A column of JSON, parsed where it is read. What does not fit the schema is a bug, and thrown. */
export function json<Schema extends z.ZodType>(schema: Schema) {
  return customType<{ data: z.output<Schema>; driverData: string }>({
    dataType: () => 'text',
    toDriver: (value) => JSON.stringify(value),
    fromDriver: (stored) => schema.parse(JSON.parse(stored)),
  })()
}
