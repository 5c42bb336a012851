import type { AttemptState } from '../../ledger/types.ts'
import type { Failure } from './render-one.ts'

export type Action =
  | { do: 'leave' }
  | { do: 'collect' }
  | { do: 'resend' }
  | { do: 'fail'; failure: Failure }

/** What is to become of an unfinished mockup, by what the ledger knows of its attempt. */
export function decideUnfinished(state: AttemptState | undefined): Action {
  switch (state?.state) {
    case 'posted':
      return { do: 'collect' }
    case 'pending':
      return { do: 'resend' }
    case 'in_flight':
      return { do: 'leave' }
    // The handler knows what to say of these, and says it through the same function.
    case 'suspect':
    case 'voided':
      return { do: 'collect' }
    case 'expired':
    case undefined:
      return { do: 'fail', failure: neverHeld() }
  }
}

function neverHeld(): Failure {
  return {
    code: 'lost',
    message: 'The credit held for this mockup has expired. Nothing was paid; it is tried again.',
    retry: 'later',
  }
}
