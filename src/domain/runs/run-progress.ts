import type { Mockup, MockupRun, MockupStatus } from '../../db/schema/mockups.ts'

export type RunCounts = Record<MockupStatus, number>

export type RunProgress = {
  status: 'running' | 'done' | 'cancelled'
  counts: RunCounts
  generated: number
  failed: number
  totalCreditsUsed: number
}

/** A run's progress, by the counts it keeps of its mockups. Done: none is pending or generating. */
export function runProgress(run: MockupRun): RunProgress {
  const { generating, completed, failed, approved, rejected } = run
  const begun = generating + completed + failed + approved + rejected
  const pending = run.pair_count - run.deleted - begun
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
  mockup: Pick<Mockup, 'status' | 'failure_code' | 'credits_used'>,
): number {
  const open = mockup.status === 'pending' || mockup.status === 'generating'
  return open || mockup.failure_code === 'suspect' ? 0 : mockup.credits_used
}
