import type { MockupRun } from '../../db/schema/mockups.ts'
import type { RunProgress } from './run-progress.ts'

/** How long a run has taken, or about how long it still takes; absent where nothing tells. */
export type RunPace = { tookMs?: number; leftMs?: number }

/** Too short to measure a pace in. */
const LEAST_ELAPSED_MS = 1_000

/**
 * Measured by what was rendered since the run began. What it shows of former runs was there at once
 * and counts for nothing, and a run that was tried again after its end has no pace to measure.
 */
export function runPace(run: MockupRun, progress: RunProgress, nowMs: number): RunPace {
  const startedMs = Date.parse(run.created_at)
  if (progress.status !== 'running') {
    return run.ended_at ? { tookMs: Date.parse(run.ended_at) - startedMs } : {}
  }
  const { pending, generating } = progress.counts
  const rendered = run.credits_spent + run.failed
  const elapsedMs = nowMs - startedMs
  if (run.ended_at || rendered === 0 || elapsedMs < LEAST_ELAPSED_MS) return {}
  return { leftMs: Math.round(((pending + generating) * elapsedMs) / rendered) }
}
