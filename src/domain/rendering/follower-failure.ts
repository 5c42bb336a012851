import type { FailureCode } from '../../db/schema/mockups.ts'
import type { Failure } from './render-one.ts'

type Ended = { failure_code: FailureCode | null; error_message: string | null }

/**
 * How a follower fails when its leader has no picture. A follower holds no credit: where the
 * leader's is suspect there is nothing to decide about the follower's, and it may be tried again.
 */
export function followerFailure(leader: Ended | undefined, { sameRun = true } = {}): Failure {
  if (leader?.failure_code === 'suspect') return shareLost('never arrived')
  if (leader?.failure_code === 'cancelled' && !sameRun) return shareLost('was cancelled')
  return {
    code: leader?.failure_code ?? 'lost',
    message: leader?.error_message ?? 'The mockup whose picture this one shares was deleted.',
    retry: leader?.failure_code === 'cancelled' ? 'never' : 'by_hand',
  }
}

function shareLost(what: string): Failure {
  return {
    code: 'lost',
    message: `The mockup whose picture this one shares ${what}. Nothing was paid for this one; it can be tried again.`,
    retry: 'by_hand',
  }
}
