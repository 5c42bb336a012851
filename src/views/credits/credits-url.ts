import type { CreditOperation, UsagePeriod } from '../../domain/credits/schemas.ts'
import { periodValue } from './format-period.ts'

/** What the statement is filtered by; `before` is the entry whose predecessors are shown. */
export type CreditFilters = {
  period?: UsagePeriod
  operation?: CreditOperation
  collection?: string
  before?: number
}

/** A URL of the statement, or of its file, that keeps the filters. */
export function creditsUrl(filters: CreditFilters, path = '/credits'): string {
  const { period, operation, collection, before } = filters
  const query = new URLSearchParams()
  if (period) query.set('month', periodValue(period))
  if (collection) query.set('collection', collection)
  if (operation) query.set('operation', operation)
  if (before) query.set('before', String(before))
  return query.size > 0 ? `${path}?${query}` : path
}

export function isFiltered({ period, operation, collection }: CreditFilters): boolean {
  return Boolean(period || operation || collection)
}
