import type { Position } from '../../paging.ts'
import { urlWith } from '../components/url-with.ts'

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
  return urlWith(path, { ...filters, ...more })
}

export function isFiltered({ search, status, collection, quote_id }: AssetFilters): boolean {
  return Boolean(search || status || collection || quote_id)
}
