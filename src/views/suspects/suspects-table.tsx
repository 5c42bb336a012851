import type { Suspect } from '../../domain/suspects/list-suspects.ts'
import { type Column, DataTable } from '../components/data-table.tsx'
import { elementId } from '../components/field-id.ts'
import { Thumb } from '../components/thumb.tsx'
import { TimeAgo } from '../components/time-ago.tsx'
import { type SceneNames, sceneLabel } from '../mockups/scene-label.ts'
import { SuspectActions } from './suspect-actions.tsx'

export type ShownSuspect = Suspect & {
  /** The artwork: there is no picture of the mockup. */
  picture: string | null
  /** When it counts as paid by itself. */
  countsAtMs: number
}

export type SuspectsTableProps = { rows: readonly ShownSuspect[]; names: SceneNames; now: number }

export function SuspectsTable({ rows, names, now }: SuspectsTableProps) {
  return (
    <DataTable
      caption="Renders that may have been charged, the oldest first"
      columns={columns(names, now)}
      rows={rows}
      rowId={({ view }) => elementId('suspect', view.mockup.id)}
    />
  )
}

function columns(names: SceneNames, now: number): Column<ShownSuspect>[] {
  return [
    {
      key: 'picture',
      header: 'Artwork',
      hideHeader: true,
      narrow: true,
      cell: ({ picture }) => <Thumb src={picture} alt="" ratio="portrait" size="small" />,
    },
    {
      key: 'what',
      header: 'Render',
      primary: true,
      cell: ({ view: { mockup, asset } }) => (
        <div>
          <a href={`/mockups/${mockup.id}`}>{asset.title}</a>
          <br />
          <span class="muted small">
            {sceneLabel(names, mockup.scene)} · <a href={`/runs/${mockup.run_id}`}>its run</a>
          </span>
        </div>
      ),
    },
    { key: 'known', header: 'What is known', cell: (row) => <Known row={row} now={now} /> },
    {
      key: 'counts',
      header: 'Counts as paid',
      narrow: true,
      cell: ({ countsAtMs }) =>
        countsAtMs <= now ? 'In a few minutes' : <TimeAgo at={countsAtMs} now={now} />,
    },
    {
      key: 'decide',
      header: 'Decide',
      hideHeader: true,
      cell: ({ view }) => <SuspectActions mockupId={view.mockup.id} back="suspects" size="small" />,
    },
  ]
}

function Known({ row: { view, attempt }, now }: { row: ShownSuspect; now: number }) {
  const { picture } = view
  return (
    <div>
      {attempt?.note ?? picture.error_message ?? 'The call was cut off'}
      <br />
      <span class="muted small">
        {callsLabel(attempt?.calls)},{' '}
        <TimeAgo at={attempt?.changedAtMs ?? picture.updated_at} now={now} />
        {' · 1 credit set aside'}
      </span>
    </div>
  )
}

function callsLabel(calls: number | undefined): string {
  if (calls === undefined || calls <= 1) return 'Asked for once'
  return `Asked for ${calls} times`
}
