import type { UsageEntry } from '../../domain/credits/select-usage.ts'
import { Badge } from '../components/badge.tsx'
import { DataTable } from '../components/data-table.tsx'
import { exactTime } from '../components/format-time.ts'
import { useTimeZone } from '../components/time-zone.ts'
import { formatNumber } from '../format-number.ts'
import { type SceneNames, sceneLabel } from '../mockups/scene-label.ts'
import { operationLabels } from './credit-labels.ts'
import { creditWords } from './words.ts'

export type UsageTableProps = { rows: readonly UsageEntry[]; names: SceneNames }

export function UsageTable({ rows, names }: UsageTableProps) {
  return (
    <DataTable
      caption={creditWords.table}
      rows={rows}
      columns={[
        {
          key: 'number',
          header: creditWords.number,
          numeric: true,
          narrow: true,
          primary: true,
          cell: (row) => formatNumber(row.sequence),
        },
        {
          key: 'date',
          header: creditWords.date,
          narrow: true,
          cell: (row) => <Moment at={row.created_at} />,
        },
        {
          key: 'operation',
          header: creditWords.operation,
          cell: ({ operation }) => (
            <Badge tone={operationLabels[operation].tone}>{operationLabels[operation].label}</Badge>
          ),
        },
        {
          key: 'mockup',
          header: creditWords.mockup,
          cell: (row) => <Rendered row={row} names={names} />,
        },
        {
          key: 'credits',
          header: creditWords.credits,
          numeric: true,
          cell: (row) => changeOf(row),
        },
        {
          key: 'before',
          header: creditWords.before,
          numeric: true,
          cell: (row) => formatNumber(row.balance_before),
        },
        {
          key: 'after',
          header: creditWords.after,
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
  return <span class="muted">{mockup_id ? creditWords.deleted : '—'}</span>
}

function changeOf({ balance_before, balance_after }: UsageEntry): string {
  const change = balance_after - balance_before
  if (change === 0) return '0'
  return change > 0 ? `+${formatNumber(change)}` : `−${formatNumber(-change)}`
}
