import * as z from 'zod'
import type { HoldState, ReserveItem } from './entries.ts'

export type ReserveRequest = {
  userId: string
  /** What is reserved together; the same group again gets the first answer. */
  groupId: string
  items: ReserveItem[]
  /** The annual budget in force, in credits. */
  budget: number
}

export const reservedItems = z.array(
  z.discriminatedUnion('result', [
    z.object({ attemptId: z.string(), result: z.literal('reserved') }),
    z.object({
      attemptId: z.string(),
      result: z.enum(['stored', 'follows']),
      mockupId: z.string(),
    }),
  ]),
)
/** Held, or: that mockup's picture is there already (stored) or on its way (follows). */
export type ReservedItem = z.infer<typeof reservedItems>[number]

export type ReserveResult =
  | { result: 'reserved'; items: ReservedItem[] }
  | { result: 'insufficient'; remaining: number }
  | { result: 'other_items' }

export type Released = { released: string[]; inFlight: string[] }

export type AttemptState = {
  attemptId: string
  mockupId: string
  groupId: string
  state: HoldState
  exportUrl: string | null
  note: string | null
  calls: number
  changedAtMs: number
}

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
  mockupId: string | null
  budget: number
}
