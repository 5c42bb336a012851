import type { RunSummary } from '../../domain/runs/list-runs.ts'
import { DataTable } from '../components/data-table.tsx'
import { ProgressBar } from '../components/progress-bar.tsx'
import { RunStatusBadge } from '../components/status-badge.tsx'
import { TimeAgo } from '../components/time-ago.tsx'
import { countPairs, runTitle } from './run-labels.ts'

export type RunTableProps = { runs: readonly RunSummary[]; now: number }

/** Runs with how far they have come. */
export function RunTable({ runs, now }: RunTableProps) {
  return (
    <DataTable
      caption="Runs, the newest first"
      rows={runs}
      rowId={(row) => `run-${row.id}`}
      columns={[
        {
          key: 'run',
          header: 'Run',
          primary: true,
          cell: (row) => (
            <div>
              <a href={`/runs/${row.id}`}>{runTitle(row)}</a>
              <p class="muted small">
                <TimeAgo at={row.run.created_at} now={now} />
                {row.run.kit_name ? `, with the kit “${row.run.kit_name}”` : null}
              </p>
            </div>
          ),
        },
        {
          key: 'status',
          header: 'Status',
          narrow: true,
          cell: ({ progress }) => <RunStatusBadge status={progress.status} />,
        },
        { key: 'progress', header: 'Progress', cell: (row) => <Progress row={row} /> },
        { key: 'ended', header: 'Pictures', cell: (row) => resultOf(row) },
        {
          key: 'credits',
          header: 'Credits',
          numeric: true,
          narrow: true,
          cell: ({ progress }) => progress.totalCreditsUsed,
        },
      ]}
    />
  )
}

function Progress({ row }: { row: RunSummary }) {
  const { ended, total, label } = countPairs(row)
  return (
    <ProgressBar
      id={row.id}
      label={`Progress of the run of ${runTitle(row)}`}
      hideLabel
      thin
      value={ended}
      max={total}
      valueText={label}
      tone={row.progress.status === 'running' ? 'teal' : 'sage'}
    />
  )
}

function resultOf({ progress }: RunSummary): string {
  const { completed, approved, rejected } = progress.counts
  const parts = [
    completed > 0 ? `${completed} to review` : null,
    approved > 0 ? `${approved} approved` : null,
    rejected > 0 ? `${rejected} rejected` : null,
    progress.failed > 0 ? `${progress.failed} failed` : null,
  ].filter((part) => part !== null)
  return parts.length > 0 ? parts.join(', ') : 'None yet'
}
