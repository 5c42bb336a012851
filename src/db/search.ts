import { and, count, type SQL, sql } from 'drizzle-orm'
import type { SQLiteSelect, SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Db } from './client.ts'
import { assets } from './schema/catalogue.ts'

/** An FTS5 index of trigrams: the table it is of, and its columns of words, separated by spaces. */
export type SearchIndex = { index: string; table: SQLiteTable; words: string }

/** Artworks by their titles; also within a status or a collection. */
export const ARTWORK_TITLES: SearchIndex = { index: 'assets_fts', table: assets, words: 'title' }

/**
 * What is looked for in the words, or nothing, and the values that further columns of the index must
 * have; `also` is more of the expression, as a text in SQL.
 */
type Sought = {
  text: string | undefined
  is?: Readonly<Record<string, string | undefined>>
  also?: SQL
}

/** Found in one user's rows alone. */
export type Search = SearchIndex & { userId: string; match: SQL }

type Asked = { limit: number; offset: number; cursor?: string; before?: string }

const TRIGRAM_CHARACTERS = 3
/** Each character costs a look at all texts that have it there: of a long text the ends do. */
const PHRASE_CHARACTERS = 64
/** Stands for nobody: no token of a user has such characters. */
const NOBODY = '---'

/**
 * Whether a column contains a text, taken literally and whatever the case of its ASCII letters.
 * It reads every row: only for what another condition keeps few. Not LIKE: D1 takes patterns of at
 * most 50 bytes.
 */
export function contains(column: SQL | { getSQL(): SQL }, text: string): SQL {
  return sql`instr(lower(${column}), lower(${text})) > 0`
}

/**
 * A search of one user's rows for a text, taken literally and whatever its case. One or two
 * characters find words that begin or end with them; of more than 128, the first and the last 64
 * are looked for.
 */
export function searchIn(
  index: SearchIndex,
  userId: string,
  { text, is = {}, also = sql`''` }: Sought,
): Search {
  const values = Object.entries(is).flatMap(([column, value]) =>
    value === undefined ? [] : [` AND ${column} : ${quoted(value)}`],
  )
  const looked = text ? ` AND {${index.words}} : (${phraseOf(text)})` : ''
  const words = `"${looked}${values.join('')}`
  const token = sql`(SELECT token FROM user_search_tokens WHERE user_id = ${userId})`
  const name = sql.identifier(index.index)
  const match = sql`${name} MATCH 'owner : "' || coalesce(${token}, ${NOBODY}) || ${words} || ${also}`
  return { ...index, userId, match }
}

/** The index has two spaces for each one, and two at both ends of a text. */
function phraseOf(text: string): string {
  const characters = [...text]
  if (characters.length > 2 * PHRASE_CHARACTERS) {
    const ends = [characters.slice(0, PHRASE_CHARACTERS), characters.slice(-PHRASE_CHARACTERS)]
    return ends.map((end) => phraseOf(end.join(''))).join(' AND ')
  }
  const missing = TRIGRAM_CHARACTERS - characters.length
  if (missing <= 0) return quoted(text.replaceAll(' ', '  '))
  const space = ' '.repeat(missing)
  return `${quoted(`${space}${text}`)} OR ${quoted(`${text}${space}`)}`
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}

/**
 * One page of what a search finds, what was stored last first, with one row too many: as `pageOf`
 * does it for a list. The index is read in the order of its rows, so that the page ends it.
 */
export function pageFound<Select extends SQLiteSelect>(
  select: Select,
  search: Search,
  asked: Asked,
) {
  const { table } = search
  return select
    .where(and(sql`${table}.rowid IN (${rowsFound(search, asked)})`, isOwn(search)))
    .orderBy(sql`${table}.rowid ${asked.before ? sql`ASC` : sql`DESC`}`)
}

/** The rowids of the newest that a search finds, at most so many, as a condition on its table. */
export function isNewestFound(search: Search, most: number): SQL {
  const { table } = search
  const newest = rowsFound(search, { limit: most - 1, offset: 0 })
  return sql`${table}.rowid IN (${newest}) AND ${isOwn(search)}`
}

/** The same page, as a query of the column `id` alone that reads each row found once. */
export function idsFound(search: Search, asked: Asked): SQL {
  const { table } = search
  return sql`(SELECT ${table}.id FROM (${rowsFound(search, asked)}) AS found
    CROSS JOIN ${table} ON ${table}.rowid = found.rowid WHERE ${isOwn(search)})`
}

// The plus keeps the planner from reading all rows of the user in place of those found.
function isOwn({ table, userId }: Search): SQL {
  return sql`+${table}.user_id = ${userId}`
}

function rowsFound(
  { index, table, userId, match }: Search,
  { limit, offset, cursor, before }: Asked,
): SQL {
  const beyond = before
    ? sql`AND rowid > (SELECT rowid - (id > ${before}) FROM ${table}
        WHERE user_id = ${userId} AND id >= ${before} ORDER BY id LIMIT 1)`
    : cursor
      ? sql`AND rowid < (SELECT rowid + (id < ${cursor}) FROM ${table}
          WHERE user_id = ${userId} AND id <= ${cursor} ORDER BY id DESC LIMIT 1)`
      : undefined
  const order = before ? sql`ASC` : sql`DESC`
  return sql`SELECT rowid FROM ${sql.identifier(index)}
    WHERE ${match} ${beyond ?? sql``}
    ORDER BY rowid ${order} LIMIT ${limit + 1} OFFSET ${beyond ? 0 : offset}`
}

/** Counts what a search finds up to so many, and one more: `toTotal` of src/paging.ts reads it. */
export function countFound(db: Db, { index, match }: Search, rows: number) {
  const found = sql`(SELECT 1 FROM ${sql.identifier(index)} WHERE ${match} LIMIT ${rows + 1})`
  return db.select({ n: count() }).from(found)
}
