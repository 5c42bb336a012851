import { formatNumber } from '../format-number.ts'

export type PageRange = {
  first: number
  last: number
  total: number
  /** Offsets of the pages before and after; null where there is none. */
  previous: number | null
  next: number | null
}

type Page = { total: number; limit: number; offset: number }

/** Which rows a page shows, counted from 1, and where the pages before and after begin. */
export function pageRange({ total, limit, offset }: Page): PageRange {
  const last = Math.min(offset + limit, total)
  const lastOffset = Math.floor(Math.max(total - 1, 0) / limit) * limit
  const beyond = offset >= total && offset > 0
  return {
    first: beyond || total === 0 ? 0 : offset + 1,
    last: beyond ? 0 : last,
    total,
    previous: offset > 0 ? Math.min(Math.max(offset - limit, 0), lastOffset) : null,
    next: last < total ? offset + limit : null,
  }
}

/** "21–40 of 1,000" */
export function formatPageRange({ first, last, total }: PageRange): string {
  if (first === 0) return `0 of ${formatNumber(total)}`
  const rows = first === last ? formatNumber(first) : `${formatNumber(first)}–${formatNumber(last)}`
  return `${rows} of ${formatNumber(total)}`
}
