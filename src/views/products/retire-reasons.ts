import type { RetireReason } from '../../domain/products/schemas.ts'

export const retireReasonLabels = {
  manual: 'No reason',
  underperformer: 'Low sales',
  seasonal: 'End of season',
} as const satisfies Record<RetireReason, string>

/** The same to choose one of. */
export const retireReasons = Object.entries(retireReasonLabels).map(([value, label]) => ({
  value,
  label,
}))
