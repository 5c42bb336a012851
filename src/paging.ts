import * as z from 'zod'
import { uuid } from './ids.ts'

export const MAX_PAGE_ROWS = 100
const DEFAULT_PAGE_ROWS = 20
const MAX_OFFSET_ROWS = 1_000_000
// As long as a quote may be: a whole one is pasted to find it.
const MAX_SEARCH_CHARACTERS = 1_000

/**
 * The part of a list's query that chooses the page: what follows `cursor`, or what precedes
 * `before`. Both win over an offset.
 */
export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(MAX_PAGE_ROWS).default(DEFAULT_PAGE_ROWS),
  offset: z.coerce.number().int().min(0).max(MAX_OFFSET_ROWS).default(0),
  cursor: uuid.optional(),
  before: uuid.optional(),
})

/** What a list is searched for, as typed or pasted. SQLite ends texts at a NUL, so it is left out. */
export const searchText = z
  .string()
  .trim()
  .overwrite((text) => text.replaceAll('\0', ''))
  .max(MAX_SEARCH_CHARACTERS, 'Search for at most 1,000 characters')

/** Totals are exact up to here, and beyond it where a counter knows them. */
const COUNTED_ROWS = 1_000
/** A page of the hub counts no further: what is on it costs the same, however much is stored. */
export const PAGE_COUNTED_ROWS = 100

/** The names by which a page's URL chooses its part of a list. */
export const PAGE_NAMES = ['offset', 'cursor', 'before'] as const

export type Position = { [Name in (typeof PAGE_NAMES)[number]]?: z.output<typeof pageQuery>[Name] }

/** `counted`: how far the total is counted; COUNTED_ROWS without it. */
type Counted = { counted?: number }

export type PageQuery = z.infer<typeof pageQuery> & Counted
/** What a list is asked for, with its own filters. */
export type ListQuery<Schema extends z.ZodType> = z.output<Schema> & Counted

/** With `total_at_least` there are more: they were not counted any further. */
export type Total = { total: number; total_at_least?: true }

export type Page<Row> = Total & {
  rows: Row[]
  limit: number
  offset: number
  next_cursor?: string
  previous_cursor?: string
}

export function countedRows({ counted = COUNTED_ROWS }: Counted): number {
  return counted
}

/** The total of a list that was counted to one row beyond what was asked for. */
export function toTotal(n: number, query: Counted): Total {
  const counted = countedRows(query)
  return n > counted ? { total: counted, total_at_least: true } : { total: n }
}

/** Makes a page of rows read with `limit + 1`: the one too many shows that more follow. */
export function toPage<Row extends { id: string }>(
  rows: Row[],
  total: Total,
  query: PageQuery,
): Page<Row> {
  const { limit, cursor, before } = query
  const kept = rows.slice(0, limit)
  const isMore = rows.length > limit
  if (before) kept.reverse()
  const isFirst = before ? !isMore : !cursor && query.offset === 0
  const [first, last] = [kept.at(0), kept.at(-1)]
  return {
    rows: kept,
    ...total,
    limit,
    offset: before && !isMore ? 0 : query.offset,
    ...((before || isMore) && last ? { next_cursor: last.id } : {}),
    ...(!isFirst && first ? { previous_cursor: first.id } : {}),
  }
}

/** A page of a list that is there as a whole, in its own order; beyond its end, the last one. */
export function pageWithin<Row extends { id: string }>(
  all: readonly Row[],
  query: PageQuery,
): Page<Row> {
  const { limit, cursor, before } = query
  const seen = all.findIndex(({ id }) => id === (before ?? cursor))
  const wanted = seen < 0 ? query.offset : before ? seen - limit : seen + 1
  const offset = Math.max(0, Math.min(wanted, lastPosition({ total: all.length, limit }).offset))
  const rows = all.slice(offset, offset + limit)
  const [first, last] = [rows.at(0), rows.at(-1)]
  return {
    rows,
    total: all.length,
    limit,
    offset,
    ...(last && offset + limit < all.length ? { next_cursor: last.id } : {}),
    ...(first && offset > 0 ? { previous_cursor: first.id } : {}),
  }
}

/** The filters of a list without the place in it: the list from its start. */
export function withoutPosition<Filters extends Position>(filters: Filters) {
  const { offset: _, cursor: __, before: ___, ...kept } = filters
  return kept
}

/** The last page with rows, in place of one that is empty now; the first where it is not known. */
export function lastPosition({ total, total_at_least, limit }: Total & { limit: number }) {
  const offset = total_at_least ? 0 : Math.max(0, Math.ceil(total / limit) - 1) * limit
  return { offset, cursor: undefined, before: undefined }
}
