import type { Mockup } from '../../db/schema/mockups.ts'

/** Whether a credit was spent on a picture that never came, and none has been given back for it. */
export function isRefundable(
  mockup: Pick<Mockup, 'failure_code' | 'credits_used' | 'attempt' | 'dm_metadata'>,
): boolean {
  return (
    mockup.failure_code === 'lost' &&
    mockup.credits_used > 0 &&
    mockup.dm_metadata.refunded_attempt !== mockup.attempt
  )
}
