import type { Position } from '../../paging.ts'

/** What a list of quotes is filtered by, as the URL has it. */
export type QuoteFilters = Position & { search?: string; collection?: string }

/** A URL of the quotes page that keeps its filters. */
export function quotesUrl(
  filters: QuoteFilters,
  more: Record<string, string> = {},
  path = '/quotes',
): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...filters, ...more })) {
    if (value) query.set(name, String(value))
  }
  return query.size > 0 ? `${path}?${query}` : path
}
