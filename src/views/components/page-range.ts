import type { Total } from '../../paging.ts'
import { formatNumber } from '../format-number.ts'
import { pluralize } from '../pluralize.ts'

type Shown = Total & { offset: number; shown: number }

/** "21–40 of 1,000", or "of more than 200" where it was counted no further. */
export function formatPageRange({ total, total_at_least, offset, shown }: Shown): string {
  const first = formatNumber(offset + 1)
  const last = formatNumber(offset + shown)
  const rows = shown === 0 ? '0' : shown === 1 ? first : `${first}–${last}`
  return `${rows} of ${total_at_least ? `more than ${formatNumber(total)}` : formatNumber(total)}`
}

/** "41 quotes", or "more than 200 quotes". */
export function formatTotal({ total, total_at_least }: Total, one: string, many?: string): string {
  const rows = pluralize(total, one, many)
  return total_at_least ? `more than ${rows}` : rows
}
