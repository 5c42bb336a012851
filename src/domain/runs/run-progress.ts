import type { FailureCode, Mockup, MockupRun, MockupStatus } from '../../db/schema/mockups.ts'

/** Whether a mockup in this status waits for its picture. */
export function isUnfinished(status: MockupStatus): boolean {
  return status === 'pending' || status === 'generating'
}

/**
 * Whether a failed mockup is tried again together with others: one that may have been charged, was
 * charged without a picture, or was cancelled is decided on its own.
 */
export function isRetriedWithOthers(code: FailureCode | null): boolean {
  return code !== 'suspect' && code !== 'lost' && code !== 'cancelled'
}

type RunCounts = Record<MockupStatus, number>

export type RunProgress = {
  status: 'running' | 'done' | 'cancelled'
  counts: RunCounts
  generated: number
  failed: number
  totalCreditsUsed: number
}

/**
 * A run's progress, by the counts it keeps of its mockups, with so many of those that wait being
 * rendered. Done: none is pending or generating.
 */
export function runProgress(run: MockupRun, rendering: number): RunProgress {
  const { completed, failed, approved, rejected } = run
  const waiting = run.pair_count - run.deleted - completed - failed - approved - rejected
  const generating = Math.min(rendering, waiting)
  const pending = waiting - generating
  const finished = run.cancelled_at ? 'cancelled' : 'done'
  return {
    status: pending + generating > 0 ? 'running' : finished,
    counts: { pending, generating, completed, failed, approved, rejected },
    generated: completed + approved + rejected,
    failed: failed + run.unknown_scenes.length * run.unknown_asset_ids.length,
    totalCreditsUsed: run.credits_spent,
  }
}

/** What an ended mockup has cost, as the run's triggers count it: of one in doubt nobody knows. */
export function creditsSpent(
  mockup: Pick<Mockup, 'failure_code' | 'credits_used'> & { status: MockupStatus },
): number {
  return isUnfinished(mockup.status) || mockup.failure_code === 'suspect' ? 0 : mockup.credits_used
}
