import { ActionForm } from '../components/action-form.tsx'
import { Cluster } from '../components/arrange.tsx'
import { ConfirmButton } from '../components/confirm-button.tsx'
import { type Column, DataTable } from '../components/data-table.tsx'
import { elementId } from '../components/field-id.ts'
import { Thumb } from '../components/thumb.tsx'
import { TimeAgo } from '../components/time-ago.tsx'
import { type SceneNames, sceneLabel } from '../mockups/scene-label.ts'
import { type ProblemTab, problemsUrl } from '../problems/problems-url.ts'
import { NextRetry, type RetryState } from './next-retry.tsx'
import { retryWords as words } from './words.ts'

export type ShownRetry = RetryState & {
  id: string
  operation_type: 'mockup_generation' | 'product_publish'
  /** The mockup or product it is about. */
  reference_id: string
  error: string
  updated_at: string
  /** What it is about, where that still exists. */
  subject?: { title: string; scene: string | null; picture: string | null }
}

type Props = {
  rows: readonly ShownRetry[]
  names: SceneNames
  /** The tab that the buttons return to. */
  tab: ProblemTab
  now: number
}

export function RetriesTable({ rows, names, tab, now }: Props) {
  return (
    <DataTable
      caption={words.caption}
      columns={columns(names, tab, now)}
      rows={rows}
      rowId={(row) => elementId('retry', row.id)}
    />
  )
}

function columns(names: SceneNames, tab: ProblemTab, now: number): Column<ShownRetry>[] {
  return [
    {
      key: 'picture',
      header: words.picture,
      hideHeader: true,
      narrow: true,
      cell: (row) => <Thumb src={row.subject?.picture} alt="" size="small" />,
    },
    {
      key: 'what',
      header: words.what,
      primary: true,
      cell: (row) => <Subject row={row} names={names} />,
    },
    { key: 'why', header: words.why, cell: ({ error }) => error },
    { key: 'next', header: words.next, cell: (row) => <Next row={row} now={now} /> },
    {
      key: 'actions',
      header: words.actions,
      hideHeader: true,
      cell: (row) => <Actions row={row} thing={thingOf(row, names)} tab={tab} />,
    },
  ]
}

function isMockup({ operation_type }: ShownRetry): boolean {
  return operation_type === 'mockup_generation'
}

/** "Quiet Is Enough in Therapy Office", or what kind of work it was. */
function thingOf(row: ShownRetry, names: SceneNames): string {
  const { subject } = row
  if (!subject) return isMockup(row) ? words.renderOf : words.publishOf
  const room = subject.scene ? sceneLabel(names, subject.scene) : undefined
  return words.inScene(subject.title, room)
}

function Subject({ row, names }: { row: ShownRetry; names: SceneNames }) {
  const work = isMockup(row) ? words.renderOf : words.publishOf
  if (!row.subject) return words.deleted(work)
  return (
    <div>
      <a href={`/${isMockup(row) ? 'mockups' : 'products'}/${row.reference_id}`}>
        {thingOf(row, names)}
      </a>
      <br />
      <span class="muted small">{work}</span>
    </div>
  )
}

function Next({ row, now }: { row: ShownRetry; now: number }) {
  const isOver = row.status === 'succeeded' || row.status === 'discarded'
  return (
    <div>
      <NextRetry retry={row} now={now} />
      {isOver ? (
        <>
          <br />
          <span class="muted small">
            <TimeAgo at={row.updated_at} now={now} />
          </span>
        </>
      ) : null}
    </div>
  )
}

type ActionsProps = { row: ShownRetry; thing: string; tab: ProblemTab }

function Actions({ row, thing, tab }: ActionsProps) {
  if (row.status !== 'waiting' && row.status !== 'exhausted') return null
  const action = (verb: string) => problemsUrl(tab, { path: `/retries/${row.id}/${verb}` })
  return (
    <Cluster>
      <ActionForm action={action('run')} size="small" icon="retry" about={thing} results="results">
        {words.retryNow}
      </ActionForm>
      <ConfirmButton
        id={elementId('discard', row.id)}
        label={words.discard}
        title={words.discardTitle(thing)}
        about={thing}
        action={action('discard')}
        size="small"
        variant="quiet"
      >
        <p>{words.discardText}</p>
      </ConfirmButton>
    </Cluster>
  )
}
