import type { Position } from '../../paging.ts'

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
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...filters, ...more })) {
    if (value) query.set(name, String(value))
  }
  return query.size > 0 ? `${path}?${query}` : path
}
