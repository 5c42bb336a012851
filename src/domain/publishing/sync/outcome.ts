import type { ShopFailure } from './open-shop.ts'

/** What one go at a product's task came to. */
export type Outcome =
  | { kind: 'done'; handle?: string; url?: string }
  | { kind: 'wait'; waitMs: number }
  | { kind: 'failed'; error: string; permanent: boolean }

/** A call that failed, as the outcome of the whole go. */
export function outcomeOf(failure: ShopFailure): Outcome {
  switch (failure.kind) {
    case 'throttled':
      return { kind: 'wait', waitMs: failure.waitMs }
    case 'unauthorized':
      return {
        kind: 'failed',
        error: `${failure.message}. Connect the shop again on the page /integrations.`,
        permanent: true,
      }
    case 'denied':
      return { kind: 'failed', error: failure.message, permanent: true }
    case 'transient':
    case 'unknown':
      return { kind: 'failed', error: failure.message, permanent: false }
  }
}
