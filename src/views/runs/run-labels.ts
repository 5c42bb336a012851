import type { RunView } from '../../domain/runs/get-run.ts'
import { runPace } from '../../domain/runs/run-pace.ts'
import { runWords } from './words.ts'

type Run = Pick<RunView, 'run' | 'progress'>

export type PairCounts = {
  /** Pairs that will end, and those that have. */
  total: number
  ended: number
}

/** How far a run is; the pairs of an unknown scene count as ended. */
export function countPairs({ progress }: Pick<Run, 'progress'>): PairCounts {
  const { counts, generated, failed } = progress
  const ended = generated + failed
  return { total: ended + counts.pending + counts.generating, ended }
}

/** "4 artworks × 5 scenes" */
export function runTitle({ run }: Pick<Run, 'run'>): string {
  return runWords.title(run.asset_count, run.scenes.length)
}

/** "about 2 minutes left", "took 12 seconds"; nothing where nothing tells. */
export function paceLabel({ run, progress }: Run, now: number): string | undefined {
  const { leftMs, tookMs } = runPace(run, progress, now)
  if (leftMs !== undefined) return runWords.left(leftMs)
  if (tookMs !== undefined) return runWords.took(tookMs)
  return progress.status === 'running' ? runWords.estimating : undefined
}
