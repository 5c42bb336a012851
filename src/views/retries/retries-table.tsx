import { ActionForm } from '../components/action-form.tsx'
import { Cluster } from '../components/arrange.tsx'
import { Badge } from '../components/badge.tsx'
import { ConfirmButton } from '../components/confirm-button.tsx'
import { type Column, DataTable } from '../components/data-table.tsx'
import { elementId } from '../components/field-id.ts'
import { RetryStatusBadge } from '../components/status-badge.tsx'
import type { RetryStatus } from '../components/status-labels.ts'
import { Thumb } from '../components/thumb.tsx'
import { TimeAgo } from '../components/time-ago.tsx'
import { type RetryView, retriesUrl } from './retry-views.ts'

export type ShownRetry = {
  id: string
  operation_type: 'mockup_generation' | 'product_publish'
  /** The mockup or product it is about. */
  reference_id: string
  error: string
  permanent: boolean
  attempts: number
  max_attempts: number
  next_attempt_at: string | null
  updated_at: string
  status: RetryStatus
  /** What it is about, where that still exists. */
  subject?: { title: string; scene: string | null; picture: string | null }
}

type Props = { rows: readonly ShownRetry[]; view: RetryView; now: number }

export function RetriesTable({ rows, view, now }: Props) {
  return (
    <DataTable
      caption="Work that failed"
      columns={columns(view, now)}
      rows={rows}
      rowId={(row) => elementId('retry', row.id)}
    />
  )
}

function columns(view: RetryView, now: number): Column<ShownRetry>[] {
  return [
    {
      key: 'picture',
      header: 'Picture',
      hideHeader: true,
      narrow: true,
      cell: (row) => <Thumb src={row.subject?.picture} alt="" size="small" />,
    },
    { key: 'what', header: 'What', primary: true, cell: (row) => <Subject row={row} /> },
    { key: 'why', header: 'Why it failed', cell: (row) => <Why row={row} /> },
    { key: 'state', header: 'State', narrow: true, cell: (row) => <State row={row} now={now} /> },
    {
      key: 'actions',
      header: 'Actions',
      hideHeader: true,
      narrow: true,
      cell: (row) => <Actions row={row} view={view} />,
    },
  ]
}

function Subject({ row }: { row: ShownRetry }) {
  const { subject, operation_type, reference_id } = row
  const isMockup = operation_type === 'mockup_generation'
  const scene = subject?.scene?.replaceAll('_', ' ')
  const work = isMockup ? `Render${scene ? ` in ${scene}` : ''}` : 'Publish to Shopify'
  if (!subject) return `${work} (deleted since)`
  return (
    <div>
      <a href={`/${isMockup ? 'mockups' : 'products'}/${reference_id}`}>{subject.title}</a>
      <br />
      <span class="muted small">{work}</span>
    </div>
  )
}

function Why({ row: { error, permanent, status } }: { row: ShownRetry }) {
  return (
    <div>
      {error}
      {permanent && status === 'exhausted' ? (
        <>
          <br />
          <span class="muted small">
            Not tried again by itself: it would end the same way until you change what is wrong.
          </span>
        </>
      ) : null}
    </div>
  )
}

function State({ row, now }: { row: ShownRetry; now: number }) {
  const { status, attempts, max_attempts, next_attempt_at, permanent } = row
  return (
    <div>
      {permanent && status === 'exhausted' ? (
        <Badge tone="red">Needs you</Badge>
      ) : (
        <RetryStatusBadge status={status} />
      )}
      <br />
      <span class="muted small">
        {permanent ? 'Only by hand' : `${attempts} of ${max_attempts} further tries`}
        <br />
        <When at={next_attempt_at} changed={row.updated_at} now={now} />
      </span>
    </div>
  )
}

function When({ at, changed, now }: { at: string | null; changed: string; now: number }) {
  if (!at) return <TimeAgo at={changed} now={now} />
  if (Date.parse(at) <= now) return <>Due now</>
  return (
    <>
      Next <TimeAgo at={at} now={now} />
    </>
  )
}

function Actions({ row, view }: { row: ShownRetry; view: RetryView }) {
  if (row.status !== 'waiting' && row.status !== 'exhausted') return null
  const action = (verb: string) => retriesUrl(view, `/retries/${row.id}/${verb}`)
  return (
    <Cluster>
      <ActionForm action={action('run')} size="small" icon="retry" results="results">
        Retry now
      </ActionForm>
      <ConfirmButton
        id={elementId('discard', row.id)}
        label="Discard"
        title="Give up on this?"
        action={action('discard')}
        size="small"
        variant="quiet"
      >
        <p>
          It is not tried again. Nothing that was made is deleted and nothing is charged; you can
          still start it again on its own page.
        </p>
      </ConfirmButton>
    </Cluster>
  )
}
