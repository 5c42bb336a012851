import type { PricingRow } from '../../domain/pricing/load-pricing.ts'
import { marginOf } from '../../domain/pricing/price-variant.ts'
import { sizeWords } from '../../domain/pricing/size.ts'
import { ActionForm } from '../components/action-form.tsx'
import { Cluster } from '../components/arrange.tsx'
import { Badge } from '../components/badge.tsx'
import { Button, ButtonLink } from '../components/button.tsx'
import { type Column, DataTable } from '../components/data-table.tsx'
import { elementId } from '../components/field-id.ts'
import { Money, NotKnown } from '../components/money.tsx'
import { VisuallyHidden } from '../components/visually-hidden.tsx'
import { type Errors, PRICE_FIELDS, type TypedPrices } from './price-fields.ts'
import { PriceInput } from './price-input.tsx'

const FORM = 'price-form'

export type Editing = { size: string; values: TypedPrices; errors?: Errors }

export type PricingTableProps = {
  rows: readonly PricingRow[]
  currency: string
  editing?: Editing
}

export function PricingTable({ rows, currency, editing }: PricingTableProps) {
  const columns: Column<PricingRow>[] = [
    { key: 'size', header: 'Size', primary: true, cell: (row) => <Size row={row} /> },
    ...PRICE_FIELDS.map(({ name, label }) => ({
      key: name,
      header: label,
      numeric: true,
      cell: (row: PricingRow) =>
        editing?.size === row.size ? (
          <PriceInput
            name={name}
            label={`${sizeWords(row.size)}, ${label.toLowerCase()}`}
            value={editing.values[name]}
            error={editing.errors?.[name]}
            form={FORM}
          />
        ) : (
          <Money minor={row[name]} currency={currency} />
        ),
    })),
    { key: 'margin', header: 'Margin', numeric: true, cell: (row) => <Margin row={row} /> },
    {
      key: 'actions',
      header: 'Actions',
      hideHeader: true,
      narrow: true,
      cell: (row) => (editing?.size === row.size ? <Save row={row} /> : <Actions row={row} />),
    },
  ]
  return (
    <DataTable
      caption="Prices by size"
      columns={columns}
      rows={rows}
      rowId={(row) => elementId('price', row.size)}
    />
  )
}

function Size({ row }: { row: PricingRow }) {
  return (
    <Cluster>
      <span>{sizeWords(row.size)}</span>
      {row.is_system ? null : <Badge tone="sage">Yours</Badge>}
    </Cluster>
  )
}

/** What is left of an unframed print's price. */
function Margin({ row }: { row: PricingRow }) {
  const margin = marginOf(row.base_price, row.cost)
  if (margin?.percent === undefined || margin.percent === null) return <NotKnown />
  return <span class="figures">{margin.percent} %</span>
}

const addressOf = (row: PricingRow) => `/pricing/${encodeURIComponent(row.size)}`

function Save({ row }: { row: PricingRow }) {
  return (
    <form id={FORM} method="post" action={addressOf(row)}>
      <Button variant="primary" size="small">
        Save
      </Button>{' '}
      <ButtonLink href="/pricing" variant="quiet" size="small">
        Cancel
      </ButtonLink>
    </form>
  )
}

function Actions({ row }: { row: PricingRow }) {
  const size = <VisuallyHidden> {sizeWords(row.size)}</VisuallyHidden>
  return (
    <Cluster>
      <ButtonLink
        href={`/pricing?edit=${encodeURIComponent(row.size)}`}
        variant="quiet"
        size="small"
      >
        Edit{size}
      </ButtonLink>
      {row.is_system ? null : (
        <ActionForm action={`${addressOf(row)}/reset`} variant="quiet" size="small">
          Back to default{size}
        </ActionForm>
      )}
    </Cluster>
  )
}
