import type { RunSummary } from '../../domain/runs/list-runs.ts'
import { DataTable } from '../components/data-table.tsx'
import { ProgressBar } from '../components/progress-bar.tsx'
import { RunStatusBadge } from '../components/status-badge.tsx'
import { Thumb } from '../components/thumb.tsx'
import { TimeAgo } from '../components/time-ago.tsx'
import { FAILURES_ID } from './failures.tsx'
import { countPairs, paceLabel, runTitle } from './run-labels.ts'
import { runWords } from './words.ts'

/** `pictures` are links; a list without any has no room for them. */
export type ShownRun = RunSummary & { pictures?: readonly string[] }
export type RunTableProps = { runs: readonly ShownRun[]; now: number }

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
            <div class={row.pictures ? 'run-name' : undefined}>
              {row.pictures ? <Pictures of={row.pictures} /> : null}
              <span>
                <a href={`/runs/${row.id}`}>{runTitle(row)}</a>
                <span class="muted small">
                  <TimeAgo at={row.run.created_at} now={now} />
                  {row.run.kit_name ? ` · ${runWords.withKit(row.run.kit_name)}` : null}
                </span>
              </span>
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
          cell: (row) => <Ended row={row} />,
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

/** Some of what it shows; what is in them the run's page says. */
function Pictures({ of }: { of: readonly string[] }) {
  return (
    <span class="run-pictures">
      {of.map((src) => (
        <Thumb src={src} alt="" fit="cover" />
      ))}
    </span>
  )
}

/** What came of its mockups, with links to what a person does about it. */
function Ended({ row: { id, run, progress } }: { row: ShownRun }) {
  const { counts, failed } = progress
  const parts = runWords.results(counts, failed)
  const links: Partial<Record<string, string>> = {
    completed: `/approvals?run=${id}`,
    failed: run.failed > 0 ? `/runs/${id}#${FAILURES_ID}` : undefined,
  }
  if (parts.length === 0) return <span class="small muted">{runWords.noResults}</span>
  return (
    <span class="small">
      {parts.map(([status, text], index) => (
        <>
          {index > 0 ? ', ' : null}
          {links[status] ? <a href={links[status]}>{text}</a> : text}
        </>
      ))}
    </span>
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
