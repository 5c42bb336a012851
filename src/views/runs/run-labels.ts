import type { RunView } from '../../domain/runs/get-run.ts'
import { pluralize } from '../pluralize.ts'

type Run = Pick<RunView, 'run' | 'progress'>

export type PairCounts = {
  /** Pairs that will end, and those that have. */
  total: number
  ended: number
  /** "3 of 20" */
  label: string
}

/** How far a run is; the pairs of an unknown scene count as ended. */
export function countPairs({ progress }: Pick<Run, 'progress'>): PairCounts {
  const { counts, generated, failed } = progress
  const ended = generated + failed
  const total = ended + counts.pending + counts.generating
  return { total, ended, label: `${ended} of ${total}` }
}

/** "4 artworks × 5 scenes" */
export function runTitle({ run }: Pick<Run, 'run'>): string {
  return `${pluralize(run.asset_count, 'artwork')} × ${pluralize(run.scenes.length, 'scene')}`
}
