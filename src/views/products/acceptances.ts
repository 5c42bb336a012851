import type { Acceptance } from '../../errors.ts'
import type { acceptWords } from './form-words.ts'

/** The field of a form that says that what was refused is meant. */
export type AcceptField = keyof typeof acceptWords

/** The field for each acceptance of the domain. */
export const ACCEPT_FIELD_OF = {
  acceptFree: 'accept_free',
  acceptBelowCost: 'accept_below_cost',
  acceptLowDpi: 'accept_low_dpi',
  acceptUndelivered: 'accept_undelivered',
} as const satisfies Record<Acceptance, AcceptField>

export const ACCEPT_FIELDS = Object.values(ACCEPT_FIELD_OF)
