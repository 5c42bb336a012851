import { and, asc, count, desc, gt, lt, type SQL, sql } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteSelect, SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Db } from './client.ts'

type Asked = {
  limit: number
  offset: number
  cursor?: string
  before?: string
  oldestFirst?: boolean
}

/**
 * One page of a list, newest first unless it is `oldestFirst`, with one row too many, which shows
 * that more follow. `select` is `$dynamic()`; a cursor is preferred to an offset. With `before` the
 * rows come the other way round: `toPage` turns them.
 */
export function pageOf<Select extends SQLiteSelect>(
  select: Select,
  id: SQLiteColumn,
  matching: SQL | undefined,
  { limit, offset, cursor, before, oldestFirst = false }: Asked,
) {
  const ascending = oldestFirst !== (before !== undefined)
  const from = before ?? cursor
  const beyond = from === undefined ? undefined : ascending ? gt(id, from) : lt(id, from)
  return select
    .where(and(matching, beyond))
    .orderBy(ascending ? asc(id) : desc(id))
    .limit(limit + 1)
    .offset(beyond ? 0 : offset)
}

/** Counts the rows that match up to so many, and one more: `toTotal` of src/paging.ts reads it. */
export function countUpTo(db: Db, table: SQLiteTable, matching: SQL | undefined, rows: number) {
  const found = db
    .select({ one: sql`1`.as('one') })
    .from(table)
    .where(matching)
    .limit(rows + 1)
    .as('found')
  return db.select({ n: count() }).from(found)
}
