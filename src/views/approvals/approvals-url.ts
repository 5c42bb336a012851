import type { Position } from '../../paging.ts'
import { urlWith } from '../components/url-with.ts'

export type ApprovalFilters = Position & {
  status?: 'pending' | 'approved' | 'rejected'
  type?: 'mockup' | 'product'
  collection?: string
}

/** A URL of the approvals page that keeps its filters. */
export function approvalsUrl(
  filters: ApprovalFilters,
  more: Record<string, string> = {},
  path = '/approvals',
): string {
  return urlWith(path, { ...filters, ...more })
}
