import type { HoldState, PaidOperation } from './entries.ts'

export type ReserveItem = {
  pictureId: string
  mockupId: string
  runId: string
  operation: PaidOperation
}

export type ReserveRequest = {
  userId: string
  /** What is reserved, confirmed and released together. */
  groupId: string
  /** At most 2,000; one item a picture and mockup. */
  items: ReserveItem[]
  /** The annual budget in force, in credits. */
  budget: number
}

/**
 * The answer to one item: `reserved`, its own hold; `joined`, a claim on a hold that another mockup
 * pays for; `posted`, paid for already; `suspect`, undecided, and nothing is claimed.
 */
export type ReservedItem = {
  pictureId: string
  mockupId: string
  attemptId: string
  attempt: number
  result: 'reserved' | 'joined' | 'suspect' | 'posted'
}

export type ReserveResult =
  | { result: 'reserved'; items: ReservedItem[] }
  | { result: 'insufficient'; remaining: number }

/** What a release has ended, and what of it was in flight and finishes; ids of attempts. */
export type Released = { voided: string[]; inFlight: string[] }

/**
 * Whose claims are dropped. Of attempts only the confirmed ones: whoever has just claimed one is
 * still writing its rows, and loses the claim by itself where they are never written.
 */
export type ReleaseTarget = { runId: string } | { mockupIds: string[] } | { attemptIds: string[] }

export type AttemptState = {
  attemptId: string
  pictureId: string
  attempt: number
  state: HoldState
  /** The picture is gone or lost: the attempt answers no requests. */
  closed: boolean
  exportUrl: string | null
  note: string | null
  /** Paid calls started so far. */
  calls: number
  /** Living claims; a hold that has ended has none. */
  claims: number
  /** The mockup that pays, or has paid. */
  payer: string
  changedAtMs: number
}

/** What a mockup has paid for a picture, refunds taken off. */
export type PaidShare = { pictureId: string; mockupId: string; credits: number }

export type Usage = {
  total_used: number
  monthly_used: number
  held: number
  suspect: number
  remaining: number
}

export type Adjustment = {
  userId: string
  /** Used once: the same key again changes nothing. */
  key: string
  operation: 'refund' | 'correction'
  /** A refund's are what is given back; a correction's may be negative. */
  credits: number
  attemptId: string
  pictureId: string | null
  mockupId: string | null
  budget: number
}

export type SettledOperation = PaidOperation | 'refund' | 'correction'

/** A settled entry as the report shows it; `sequence` has no gaps. */
export type Settled = {
  sequence: number
  attemptId: string
  pictureId: string | null
  mockupId: string | null
  credits: number
  operation: SettledOperation
  balanceBefore: number
  balanceAfter: number
  year: number
  month: number
  createdAtMs: number
}
