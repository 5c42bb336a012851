import * as z from 'zod'
import { uuid } from './ids.ts'

export const MAX_PAGE_ROWS = 100
const DEFAULT_PAGE_ROWS = 20
const MAX_OFFSET_ROWS = 1_000_000
// As long as a quote may be: a whole one is pasted to find it.
const MAX_SEARCH_CHARACTERS = 1_000

/** The part of a list's query that chooses the page. A cursor wins over an offset. */
export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(MAX_PAGE_ROWS).default(DEFAULT_PAGE_ROWS),
  offset: z.coerce.number().int().min(0).max(MAX_OFFSET_ROWS).default(0),
  cursor: uuid.optional(),
})

/** What a list is searched for, as typed or pasted. SQLite ends texts at a NUL, so it is left out. */
export const searchText = z
  .string()
  .trim()
  .overwrite((text) => text.replaceAll('\0', ''))
  .max(MAX_SEARCH_CHARACTERS, 'Search for at most 1,000 characters')

export type PageQuery = z.infer<typeof pageQuery>

export type Page<Row> = {
  rows: Row[]
  total: number
  limit: number
  offset: number
  next_cursor?: string
}

/** Makes a page of rows read with `limit + 1`: the one too many shows that more follow. */
export function toPage<Row extends { id: string }>(
  rows: Row[],
  total: number,
  { limit, offset }: PageQuery,
): Page<Row> {
  const kept = rows.slice(0, limit)
  const last = kept.at(-1)
  return {
    rows: kept,
    total,
    limit,
    offset,
    ...(rows.length > limit && last ? { next_cursor: last.id } : {}),
  }
}

/** Where the last page with rows begins. */
export function lastOffset({ total, limit }: { total: number; limit: number }): number {
  return Math.max(0, Math.ceil(total / limit) - 1) * limit
}
