import type { RunView } from '../../domain/runs/get-run.ts'
import { pluralize } from '../pluralize.ts'

type Run = Pick<RunView, 'run' | 'progress'>

export type RunFigures = {
  /** Pairs that will end, and those that have. */
  total: number
  ended: number
  words: string
}

/** How far a run is, and in words; the pairs of an unknown scene count as ended. */
export function runFigures({ progress }: Pick<Run, 'progress'>): RunFigures {
  const { counts, generated, failed } = progress
  const ended = generated + failed
  const total = ended + counts.pending + counts.generating
  return { total, ended, words: `${ended} of ${total}` }
}

/** "4 artworks × 5 scenes" */
export function runTitle({ run }: Pick<Run, 'run'>): string {
  return `${pluralize(run.asset_count, 'artwork')} × ${pluralize(run.scenes.length, 'scene')}`
}
