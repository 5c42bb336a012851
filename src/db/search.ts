import { type SQL, sql } from 'drizzle-orm'

/**
 * Whether a column contains a text, taken literally and whatever the case of its ASCII letters.
 * Not LIKE: D1 takes patterns of at most 50 bytes.
 */
export function contains(column: SQL | { getSQL(): SQL }, text: string): SQL {
  return sql`instr(lower(${column}), lower(${text})) > 0`
}
