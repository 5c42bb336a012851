import { Badge } from '../components/badge.tsx'
import { Card } from '../components/card.tsx'
import { type Column, DataTable } from '../components/data-table.tsx'
import type { Tone } from '../components/tone.ts'
import { PLAN_GROUPS, type PlanGroup, type PlanRow } from './plan-rows.ts'
import { HubValue, type PlanFrame, ShopValue } from './plan-value.tsx'
import { planWords as words } from './plan-words.ts'

const tones: Record<PlanRow['will'], Tone> = {
  add: 'teal',
  change: 'teal',
  remove: 'red',
  leave: 'neutral',
  ask: 'amber',
}

type PlanTablesProps = {
  rows: ReadonlyMap<PlanGroup, readonly PlanRow[]>
  frame: PlanFrame
  /** What the shop will show, rather than what is here and may be left alone. */
  isOutcome?: boolean
}

/** Every line of a plan that is decided: what the shop shows, what it is here, and what happens. */
export function PlanTables({ rows, frame, isOutcome = false }: PlanTablesProps) {
  return (
    <>
      {PLAN_GROUPS.map((group) => {
        const lines = (rows.get(group) ?? []).filter(({ will }) => will !== 'ask')
        return lines.length === 0 ? null : (
          <Card title={words.groups[group]} flush>
            <div class="plan-table">
              <DataTable
                caption={words.groups[group]}
                columns={columnsOf(frame, isOutcome)}
                rows={lines}
              />
            </div>
          </Card>
        )
      })}
    </>
  )
}

function columnsOf(frame: PlanFrame, isOutcome: boolean): Column<PlanRow>[] {
  return [
    {
      key: 'label',
      header: words.change,
      primary: true,
      cell: ({ label, about }) => (
        <span>
          {about ? `${about} · ` : null}
          {label}
        </span>
      ),
    },
    {
      key: 'shop',
      header: words.atShop,
      cell: (row) => <ShopValue row={row} frame={frame} />,
    },
    {
      key: 'hub',
      header: isOutcome ? words.after : words.here,
      cell: (row) => <HubValue row={row} frame={frame} />,
    },
    {
      key: 'will',
      header: words.outcome,
      narrow: true,
      cell: ({ will }) => <Badge tone={tones[will]}>{words.will[will]}</Badge>,
    },
  ]
}
