import type { MockupStatus } from '../../db/schema/mockups.ts'
import type { Position } from '../../paging.ts'
import { urlWith } from '../components/url-with.ts'

/** What the gallery is filtered by, as the URL has it. */
export type MockupFilters = Position & {
  scene?: string
  status?: MockupStatus
  assetId?: string
  stale?: 'true'
}

/** A URL of the gallery that keeps its filters. */
export function mockupsUrl(
  filters: MockupFilters,
  more: Record<string, string> = {},
  path = '/mockups',
): string {
  return urlWith(path, { ...filters, ...more })
}

export function isFiltered({ scene, status, assetId, stale }: MockupFilters): boolean {
  return Boolean(scene || status || assetId || stale)
}
