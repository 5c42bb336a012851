import type { RetireReason } from '../../domain/products/schemas.ts'

export const retireReasonLabels = {
  underperformer: 'It does not sell',
  manual: 'By hand',
  seasonal: 'Its season is over',
} as const satisfies Record<RetireReason, string>
