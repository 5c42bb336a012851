import type { PublicationKey } from '../publications.ts'
import { type CallFailure, refusedSentence, type ShopCall } from './open-shop.ts'

/** What the work on a task has: the shop, calls of it that renew the lease, and until when. */
export type Session = {
  key: PublicationKey
  taskId: string
  call: ShopCall
  /** After this the queue serves others first; the work continues with the next message. */
  untilMs: number
}

/** What one run of a task came to. `lost`: another one does the work now, and says so. */
export type Outcome =
  | { kind: 'done' }
  | { kind: 'wait'; waitMs: number }
  | { kind: 'lost' }
  | { kind: 'failed'; error: string; permanent: boolean }

/** A call that failed, as the outcome of the run. */
export function outcomeOf(failure: CallFailure): Outcome {
  switch (failure.kind) {
    case 'throttled':
    case 'later':
      return { kind: 'wait', waitMs: failure.waitMs }
    case 'lost':
      return failure
    case 'unauthorized':
      return { kind: 'failed', error: refusedSentence(failure), permanent: true }
    case 'denied':
      return { kind: 'failed', error: failure.message, permanent: true }
    case 'transient':
    case 'unknown':
      return { kind: 'failed', error: failure.message, permanent: false }
  }
}
