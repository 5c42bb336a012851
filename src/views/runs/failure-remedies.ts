import type { FailureCode } from '../components/status-labels.ts'

export type FailureRemedy = {
  /** What happens without a person, where nothing is planned. */
  next: string
  /** What the button says; null where another place decides. */
  action: string | null
}

/** What becomes of a failed pair, and what a person can do about it. */
export const failureRemedies = {
  vendor: { next: 'Only by hand', action: 'Try again' },
  suspect: { next: 'Yours to decide', action: null },
  lost: { next: 'Only by hand', action: 'Try again' },
  cancelled: { next: 'Stays cancelled', action: 'Render after all' },
  parked: { next: 'When the API key works', action: 'Try again' },
  scene_missing: { next: 'When the scene is back', action: 'Try again' },
  budget: { next: 'When there are credits', action: 'Try again' },
} as const satisfies Record<FailureCode, FailureRemedy>
