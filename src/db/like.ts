import { type SQL, sql } from 'drizzle-orm'

/** `column LIKE %text%` with the text taken literally: `%`, `_` and `\` stand for themselves. */
export function contains(column: { getSQL(): SQL }, text: string): SQL {
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`
  return sql`${column} LIKE ${pattern} ESCAPE '\\'`
}
