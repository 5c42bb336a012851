import type { Suspect } from '../../domain/suspects/list-suspects.ts'
import { type Column, DataTable } from '../components/data-table.tsx'
import { elementId } from '../components/field-id.ts'
import { Thumb } from '../components/thumb.tsx'
import { TimeAgo } from '../components/time-ago.tsx'
import { type SceneNames, sceneLabel } from '../mockups/scene-label.ts'
import { SuspectActions } from './suspect-actions.tsx'
import { suspectWords as words } from './words.ts'

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
      caption={words.caption}
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
      header: words.artwork,
      hideHeader: true,
      narrow: true,
      cell: ({ picture }) => <Thumb src={picture} alt="" ratio="portrait" size="small" />,
    },
    {
      key: 'what',
      header: words.render,
      primary: true,
      cell: ({ view: { mockup, asset } }) => (
        <div>
          <a href={`/mockups/${mockup.id}`}>
            {words.inScene(asset.title, sceneLabel(names, mockup.scene))}
          </a>
          <br />
          <a class="small" href={`/runs/${mockup.run_id}`}>
            {words.itsRun}
          </a>
        </div>
      ),
    },
    { key: 'known', header: words.known, cell: (row) => <Known row={row} now={now} /> },
    {
      key: 'counts',
      header: words.counts,
      narrow: true,
      cell: ({ countsAtMs }) =>
        countsAtMs <= now ? words.countsSoon : <TimeAgo at={countsAtMs} now={now} />,
    },
    {
      key: 'decide',
      header: words.decide,
      hideHeader: true,
      cell: ({ view: { mockup, asset } }) => (
        <SuspectActions
          mockupId={mockup.id}
          about={words.inScene(asset.title, sceneLabel(names, mockup.scene))}
          back="suspects"
          size="small"
        />
      ),
    },
  ]
}

function Known({ row: { view, attempt }, now }: { row: ShownSuspect; now: number }) {
  const { picture } = view
  return (
    <div>
      {attempt?.note ?? picture.error_message ?? words.cutOff}
      <br />
      <span class="muted small">
        {words.asked(attempt?.calls)},{' '}
        <TimeAgo at={attempt?.changedAtMs ?? picture.updated_at} now={now} />
        {` · ${words.reserved}`}
      </span>
    </div>
  )
}
