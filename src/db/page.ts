import { and, desc, lt, type SQL } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteSelect } from 'drizzle-orm/sqlite-core'

type Asked = { limit: number; offset: number; cursor?: string }

/**
 * One page of a list, newest first, with one row too many, which shows that more follow. `select`
 * is `$dynamic()`; a cursor wins over an offset.
 */
export function pageOf<Select extends SQLiteSelect>(
  select: Select,
  id: SQLiteColumn,
  matching: SQL | undefined,
  { limit, offset, cursor }: Asked,
) {
  return select
    .where(and(matching, cursor ? lt(id, cursor) : undefined))
    .orderBy(desc(id))
    .limit(limit + 1)
    .offset(cursor ? 0 : offset)
}
