import type { Position } from '../../paging.ts'
import { urlWith } from '../components/url-with.ts'

/** What a list of quotes is filtered by, as the URL has it. */
export type QuoteFilters = Position & { search?: string; collection?: string }

/** A URL of the quotes page that keeps its filters. */
export function quotesUrl(
  filters: QuoteFilters,
  more: Record<string, string> = {},
  path = '/quotes',
): string {
  return urlWith(path, { ...filters, ...more })
}
