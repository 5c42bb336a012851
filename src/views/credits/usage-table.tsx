import type { UsageEntry } from '../../domain/credits/select-usage.ts'
import { Badge } from '../components/badge.tsx'
import { DataTable } from '../components/data-table.tsx'
import { exactTime } from '../components/format-time.ts'
import { useTimeZone } from '../components/time-zone.ts'
import { formatNumber } from '../format-number.ts'
import { type SceneNames, sceneLabel } from '../mockups/scene-label.ts'
import { operationLabels } from './credit-labels.ts'

export type UsageTableProps = { rows: readonly UsageEntry[]; names: SceneNames }

export function UsageTable({ rows, names }: UsageTableProps) {
  return (
    <DataTable
      caption="Entries of the credit statement, the newest first"
      rows={rows}
      columns={[
        {
          key: 'number',
          header: 'No.',
          numeric: true,
          narrow: true,
          primary: true,
          cell: (row) => formatNumber(row.sequence),
        },
        {
          key: 'date',
          header: 'Date',
          narrow: true,
          cell: (row) => <Moment at={row.created_at} />,
        },
        {
          key: 'operation',
          header: 'Operation',
          cell: ({ operation }) => (
            <Badge tone={operationLabels[operation].tone}>{operationLabels[operation].label}</Badge>
          ),
        },
        { key: 'mockup', header: 'Mockup', cell: (row) => <Rendered row={row} names={names} /> },
        { key: 'credits', header: 'Credits', numeric: true, cell: (row) => changeOf(row) },
        {
          key: 'before',
          header: 'Before',
          numeric: true,
          cell: (row) => formatNumber(row.balance_before),
        },
        {
          key: 'after',
          header: 'After',
          numeric: true,
          cell: (row) => formatNumber(row.balance_after),
        },
      ]}
    />
  )
}

function Moment({ at }: { at: string }) {
  return <time datetime={at}>{exactTime(Date.parse(at), useTimeZone())}</time>
}

function Rendered({ row, names }: { row: UsageEntry; names: SceneNames }) {
  const { artwork, scene, mockup_id } = row
  if (mockup_id && artwork && scene) {
    return (
      <a href={`/mockups/${mockup_id}`}>
        {artwork}, {sceneLabel(names, scene)}
      </a>
    )
  }
  return <span class="muted">{mockup_id ? 'Deleted since' : '—'}</span>
}

function changeOf({ balance_before, balance_after }: UsageEntry): string {
  const change = balance_after - balance_before
  if (change === 0) return '0'
  return change > 0 ? `+${formatNumber(change)}` : `−${formatNumber(-change)}`
}
