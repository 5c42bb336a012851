import type { MockupStatus } from '../../db/schema/mockups.ts'
import type { MockupSort } from '../../domain/mockups/schemas.ts'
import { type Position, withoutPosition } from '../../paging.ts'
import { urlWith } from '../components/url-with.ts'

/** What the gallery is filtered by, as the URL has it. */
export type MockupFilters = Position & {
  search?: string
  scene?: string
  status?: MockupStatus
  collection?: string
  assetId?: string
  run?: string
  stale?: 'true'
  /** The first and the last day, as 2026-11-20 in the user's time zone. */
  from?: string
  to?: string
  sort?: MockupSort
}

/** A URL of the gallery that keeps its filters. */
export function mockupsUrl(
  filters: MockupFilters,
  more: Record<string, string> = {},
  path = '/mockups',
): string {
  return urlWith(path, { ...filters, ...more })
}

/** The page of a mockup, which knows the gallery's filters. */
export function listedMockupUrl(filters: MockupFilters, id: string): string {
  const kept = withoutPosition(filters)
  return Object.values(kept).some(Boolean)
    ? mockupsUrl(kept, { in: 'gallery' }, `/mockups/${id}`)
    : `/mockups/${id}`
}

/** The page of two mockups, which keeps the query of the list that they were chosen in. */
export function compareUrl(ids: readonly string[], list = ''): string {
  const query = new URLSearchParams(list.split('?')[1])
  for (const id of ids) query.append('id', id)
  return `/mockups/compare?${query}`
}

/** The page that says what rendering these again costs. */
export function renderSeveralUrl(ids: readonly string[]): string {
  return `/mockups/regenerate?${new URLSearchParams(ids.map((id) => ['id', id]))}`
}

/** Whether less is listed than there is; an order leaves nothing out. */
export function isFiltered({ sort: _, ...filters }: MockupFilters): boolean {
  return Object.values(withoutPosition(filters)).some(Boolean)
}

/** Where a mockup is in the list that it was opened from. */
export type MockupPlace = {
  list: 'review' | 'gallery'
  /** The list itself. */
  back: string
  previous: string | undefined
  next: string | undefined
  /** A path below this mockup, or its own page without one, that keeps the list. */
  urlOf(id: string, path?: string): string
}
