import type { Position } from '../../paging.ts'

/** What a list of assets is filtered by, as the URL has it. */
export type AssetFilters = Position & {
  search?: string
  status?: 'active' | 'archived'
  collection?: string
  quote_id?: string
}

/** A URL of the assets page that keeps its filters. */
export function assetsUrl(
  filters: AssetFilters,
  more: Record<string, string> = {},
  path = '/assets',
): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...filters, ...more })) {
    if (value) query.set(name, String(value))
  }
  return query.size > 0 ? `${path}?${query}` : path
}

export function isFiltered({ search, status, collection, quote_id }: AssetFilters): boolean {
  return Boolean(search || status || collection || quote_id)
}
