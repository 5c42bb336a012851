import type { RunSummary } from '../../domain/runs/list-runs.ts'
import { DataTable } from '../components/data-table.tsx'
import { ProgressBar } from '../components/progress-bar.tsx'
import { RunStatusBadge } from '../components/status-badge.tsx'
import { TimeAgo } from '../components/time-ago.tsx'
import { countPairs, paceLabel, runTitle } from './run-labels.ts'
import { runWords } from './words.ts'

export type RunTableProps = { runs: readonly RunSummary[]; now: number }

/** Runs with how far they have come. Its columns are as wide as ever, whatever is in them. */
export function RunTable({ runs, now }: RunTableProps) {
  return (
    <div class="run-table">
      <Table runs={runs} now={now} />
    </div>
  )
}

function Table({ runs, now }: RunTableProps) {
  return (
    <DataTable
      caption={runWords.caption}
      rows={runs}
      rowId={(row) => `run-${row.id}`}
      columns={[
        {
          key: 'run',
          header: runWords.run,
          primary: true,
          cell: (row) => (
            <div>
              <a href={`/runs/${row.id}`}>{runTitle(row)}</a>
              <p class="muted small">
                <TimeAgo at={row.run.created_at} now={now} />
                {row.run.kit_name ? ` · ${runWords.withKit(row.run.kit_name)}` : null}
              </p>
            </div>
          ),
        },
        {
          key: 'status',
          header: runWords.status,
          cell: ({ progress }) => <RunStatusBadge status={progress.status} />,
        },
        {
          key: 'progress',
          header: runWords.progress,
          cell: (row) => <Progress row={row} now={now} />,
        },
        {
          key: 'ended',
          header: runWords.mockups,
          cell: ({ progress }) => (
            <span class="small">{runWords.results(progress.counts, progress.failed)}</span>
          ),
        },
        {
          key: 'credits',
          header: runWords.creditsUsed,
          numeric: true,
          cell: ({ progress }) => progress.totalCreditsUsed,
        },
      ]}
    />
  )
}

function Progress({ row, now }: { row: RunSummary; now: number }) {
  const { ended, total } = countPairs(row)
  const pace = paceLabel(row, now)
  return (
    <ProgressBar
      id={row.id}
      label={runWords.progressOf(runTitle(row))}
      hideLabel
      thin
      value={ended}
      max={total}
      valueText={[runWords.ofTotal(ended, total), ...(pace ? [pace] : [])].join(' · ')}
      tone={row.progress.status === 'running' ? 'teal' : 'sage'}
    />
  )
}
