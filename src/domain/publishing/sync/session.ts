import type { Context, ShopifyResult } from '../../../context.ts'
import type { PublicationKey } from '../publications.ts'

export type Shop = ReturnType<Context['shopify']>

/**
 * What a call came to. `later`: the hub itself waits (its own rate, a token that somebody renews,
 * time for others); the shop has said nothing. `lost`: another one does this work now.
 */
export type CallResult<T> = ShopifyResult<T> | Postponed
type Postponed = { kind: 'later'; waitMs: number } | { kind: 'lost' }
export type CallFailure = Exclude<CallResult<never>, { kind: 'ok' }>

/** Makes one call at the shop, within its limits and with a token that is good. */
export type ShopCall = <T>(verb: (shop: Shop) => Promise<CallResult<T>>) => Promise<CallResult<T>>

/** What the work on a task has: the shop, calls of it that renew the lease, and until when. */
export type Session = {
  key: PublicationKey
  taskId: string
  call: ShopCall
  /** After this the queue serves others first; the work continues with the next message. */
  untilMs: number
}

/**
 * What one run of a task came to. `inTurn`: it waits for others of this hub. `lost`: another one
 * does the work now, and says so. `parked`: the shop takes the hub's credentials no longer, and the
 * task waits for others.
 */
export type Outcome =
  | { kind: 'done' }
  | { kind: 'wait'; waitMs: number; inTurn?: true }
  | { kind: 'lost' }
  | { kind: 'parked' }
  | { kind: 'failed'; error: string; permanent: boolean }

/** A call that failed, as the outcome of the run. */
export function outcomeOf(failure: CallFailure): Outcome {
  switch (failure.kind) {
    case 'throttled':
      return { ...failure, kind: 'wait' }
    case 'later':
      return { kind: 'wait', waitMs: failure.waitMs }
    case 'lost':
      return failure
    case 'unauthorized':
      return { kind: 'parked' }
    case 'denied':
      return { kind: 'failed', error: failure.message, permanent: true }
    case 'transient':
    case 'unknown':
      return { kind: 'failed', error: failure.message, permanent: false }
  }
}

export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
