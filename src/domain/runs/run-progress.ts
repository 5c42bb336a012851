import { type SQL, sql } from 'drizzle-orm'
import type { Mockup, MockupRun, MockupStatus } from '../../db/schema/mockups.ts'

/** Whether a mockup in this status waits for its picture. */
export function isUnfinished(status: MockupStatus): boolean {
  return status === 'pending' || status === 'generating'
}

type RunCounts = Record<MockupStatus, number>

export type RunProgress = {
  status: 'running' | 'done' | 'cancelled'
  counts: RunCounts
  generated: number
  failed: number
  totalCreditsUsed: number
}

export type StatusTally = { status: MockupStatus; n: number; credits: number }

/** Tallies by the status that is stored, with so many of the pending as are being rendered. */
export function splitPending(tallies: readonly StatusTally[], generating: number): StatusTally[] {
  const shown = tallies.map((tally) => ({
    ...tally,
    n: tally.status === 'pending' ? Math.max(0, tally.n - generating) : tally.n,
  }))
  return [...shown, { status: 'generating', n: generating, credits: 0 }]
}

/** A run's progress, from its rows as they are now. Done: nothing is pending or generating. */
export function runProgress(
  run: Pick<MockupRun, 'cancelled_at' | 'unknown_scenes' | 'unknown_asset_ids'>,
  tallies: StatusTally[],
): RunProgress {
  const n = (status: MockupStatus) => tallies.find((tally) => tally.status === status)?.n ?? 0
  const unfinished = n('pending') + n('generating')
  const finished = run.cancelled_at ? 'cancelled' : 'done'
  return {
    status: unfinished > 0 ? 'running' : finished,
    counts: {
      pending: n('pending'),
      generating: n('generating'),
      completed: n('completed'),
      failed: n('failed'),
      approved: n('approved'),
      rejected: n('rejected'),
    },
    generated: n('completed') + n('approved') + n('rejected'),
    failed: n('failed') + run.unknown_scenes.length * run.unknown_asset_ids.length,
    totalCreditsUsed: tallies.reduce((sum, tally) => sum + tally.credits, 0),
  }
}

/** Credits that ended mockups have cost; of a suspect one nobody knows yet. */
export const spentCredits: SQL<number> = sql<number>`sum(CASE WHEN status = 'pending'
  OR failure_code = 'suspect' THEN 0 ELSE credits_used END)`

/** The same of one mockup. */
export function creditsSpent(
  mockup: Pick<Mockup, 'failure_code' | 'credits_used'> & { status: MockupStatus },
): number {
  return isUnfinished(mockup.status) || mockup.failure_code === 'suspect' ? 0 : mockup.credits_used
}
