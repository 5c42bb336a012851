import { lockableField } from '../../domain/products/schemas.ts'
import { Cluster } from '../components/arrange.tsx'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { RadioGroup } from '../components/choice.tsx'
import { type Column, DataTable } from '../components/data-table.tsx'
import { driftWords as words } from './drift-words.ts'
import { fieldLabel } from './field-words.ts'
import type { PlanRow } from './plan-rows.ts'
import { PlainValue, type PlanFrame, ShopChange } from './plan-value.tsx'
import { productPath } from './product-path.ts'

export type DriftField = {
  field: string
  /** What of it differs; may be none, where only the shop's own notation shows it. */
  rows: readonly PlanRow[]
  /** Names what the shop shows: the decision is about that. */
  seen: string
}

export type DriftFormProps = {
  productId: string
  fields: readonly DriftField[]
  frame: PlanFrame
  /** The product was deleted at the shop. */
  isGone: boolean
  /** Where a decision leads back to. */
  back: string
}

/** Each field that was changed at the shop, on three sides, and what can be decided about it. */
export function DriftForm({ productId, fields, frame, isGone, back }: DriftFormProps) {
  return (
    <form class="stack" method="post" action={productPath(productId, 'drift')}>
      <input type="hidden" name="back" value={back} />
      {fields.map((each) => (
        <Card title={fieldLabel(each.field)}>
          <input type="hidden" name={`seen:${each.field}`} value={each.seen} />
          <Sides {...each} rows={rowsShown(each, isGone)} frame={frame} />
          <RadioGroup
            name={`take:${each.field}`}
            label={
              each.field === 'status' ? words.choiceStatus : words.choice(fieldLabel(each.field))
            }
            choices={choicesOf(each.field, isGone)}
            inline
          />
        </Card>
      ))}
      <div class="sticky-actions">
        <Button variant="primary">{words.save}</Button>
        {fields.length > 1 ? (
          <Cluster>
            <Button name="all" value="shop">
              {words.allShop}
            </Button>
            <Button name="all" value="hub">
              {words.allHub}
            </Button>
          </Cluster>
        ) : null}
      </div>
    </form>
  )
}

/** Of a product that is gone there is no place in the Online Store to speak of. */
function rowsShown({ rows }: DriftField, isGone: boolean): readonly PlanRow[] {
  return isGone ? rows.filter(({ path }) => path !== 'online_store') : rows
}

function choicesOf(field: string, isGone: boolean) {
  const labels = field !== 'status' ? words.takes : isGone ? words.takesDeleted : words.takesStatus
  const isLockable = lockableField.options.some((each) => each === field)
  const takes = isLockable ? (['shop', 'hub', 'lock'] as const) : (['shop', 'hub'] as const)
  return takes.map((value) => ({ value, label: labels[value][0], hint: labels[value][1] }))
}

function Sides({ field, rows, frame }: DriftField & { frame: PlanFrame }) {
  const isNamed = rows.length === 1 && rows[0]?.label === fieldLabel(field)
  if (rows.length === 0) return <p class="muted">{words.noDetail}</p>
  return (
    <div class="plan-table">
      <DataTable
        caption={words.caption(fieldLabel(field))}
        columns={columnsOf(frame, rows).slice(isNamed ? 1 : 0)}
        rows={rows}
      />
    </div>
  )
}

/** What is here has a column of its own only where it is not as published. */
function columnsOf(frame: PlanFrame, rows: readonly PlanRow[]): Column<PlanRow>[] {
  const isEdited = rows.some(({ hub, published }) => hub !== published)
  return [
    {
      key: 'label',
      header: words.change,
      primary: true,
      cell: ({ about, label }) => (about ? `${about} · ${label}` : label),
    },
    {
      key: 'published',
      header: isEdited ? words.published : words.hereAsPublished,
      cell: (row) => <PlainValue row={row} frame={frame} value={row.published} />,
    },
    {
      key: 'shop',
      header: words.atShop,
      cell: (row) => <ShopChange row={row} frame={frame} />,
    },
    ...(isEdited ? [hereColumn(frame)] : []),
  ]
}

function hereColumn(frame: PlanFrame): Column<PlanRow> {
  return {
    key: 'hub',
    header: words.here,
    cell: (row) =>
      row.hub === row.published ? (
        <span class="muted">{words.asPublished}</span>
      ) : (
        <PlainValue row={row} frame={frame} value={row.hub} />
      ),
  }
}
