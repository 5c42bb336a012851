import { type Position, withoutPosition } from '../../paging.ts'
import { urlWith } from '../components/url-with.ts'

export type ReviewStatus = 'pending' | 'approved' | 'rejected'
export type ReviewKind = 'mockup' | 'product'

/** What is reviewed, as the URL has it. */
export type ReviewUrlFilters = Position & {
  type?: ReviewKind
  status?: ReviewStatus
  run?: string
  artwork?: string
  scene?: string
  collection?: string
}

/** A URL of the review page that keeps its filters; what is meant without a word is left out. */
export function reviewUrl(
  { type, status, ...filters }: ReviewUrlFilters,
  more: Record<string, string | undefined> = {},
  path = '/approvals',
): string {
  return urlWith(path, {
    type: type === 'mockup' ? undefined : type,
    status: status === 'pending' ? undefined : status,
    ...filters,
    ...more,
  })
}

/** The page of a mockup, which knows the list that it was opened from. */
export function reviewedMockupUrl(
  filters: ReviewUrlFilters,
  item: { id: string; reference_id: string },
  path = '',
): string {
  const url = `/mockups/${item.reference_id}${path}`
  return reviewUrl(withoutPosition(filters), { in: 'review', item: item.id }, url)
}

/** Filters beyond kind and state. */
export function isNarrowed({ run, artwork, scene, collection }: ReviewUrlFilters): boolean {
  return Boolean(run || artwork || scene || collection)
}
