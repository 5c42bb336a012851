import type { PricingRow } from '../../domain/pricing/load-pricing.ts'
import { marginOf } from '../../domain/pricing/price-variant.ts'
import { formatSize } from '../../domain/pricing/size.ts'
import { toDecimalString } from '../../money.ts'
import { ActionForm } from '../components/action-form.tsx'
import { Cluster } from '../components/arrange.tsx'
import { Badge } from '../components/badge.tsx'
import { Button, ButtonLink } from '../components/button.tsx'
import type { Difference } from '../components/conflict.tsx'
import { type Column, DataTable } from '../components/data-table.tsx'
import { elementId } from '../components/field-id.ts'
import { Money, NotKnown } from '../components/money.tsx'
import { VisuallyHidden } from '../components/visually-hidden.tsx'
import { type Errors, PRICE_FIELDS, type PriceFieldName, type TypedPrices } from './price-fields.ts'
import { PriceInput } from './price-input.tsx'
import { PriceOptions } from './price-options.tsx'

const FORM = 'price-form'

export type Editing = {
  size: string
  values: TypedPrices
  errors?: Errors
  /** Where somebody else saved first: what was typed, and what is there now. */
  differences?: readonly Difference[]
}

export type PricingTableProps = {
  rows: readonly PricingRow[]
  currencies: readonly string[]
  editing?: Editing
}

export function PricingTable({ rows, currencies, editing }: PricingTableProps) {
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
            label={`${formatSize(row.size)}, ${label.toLowerCase()}`}
            value={editing.values[name]}
            currency={row.currency}
            placeholder={inheritedPrice(row, name)}
            error={editing.errors?.[name]}
            form={FORM}
          />
        ) : (
          <Price row={row} name={name} />
        ),
    })),
    { key: 'margin', header: 'Margin', numeric: true, cell: (row) => <Margin row={row} /> },
    {
      key: 'actions',
      header: 'Actions',
      hideHeader: true,
      narrow: true,
      cell: (row) =>
        editing?.size === row.size ? (
          <Save row={row} editing={editing} currencies={currencies} />
        ) : (
          <Actions row={row} />
        ),
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
      <span>{formatSize(row.size)}</span>
      {row.is_system ? null : <Badge tone="sage">Yours</Badge>}
    </Cluster>
  )
}

/** What is left of an unframed print's price. */
function Margin({ row }: { row: PricingRow }) {
  const margin = marginOf(row.base_price, row.cost)
  if (!margin) return <span class="muted small">Cost not known</span>
  if (margin.percent === null) return <NotKnown />
  return <span class="figures">{margin.percent} %</span>
}

/** An amount of a size; one that comes from the defaults in a row of one's own is marked. */
function Price({ row, name }: { row: PricingRow; name: PriceFieldName }) {
  return (
    <span>
      <Money minor={row[name]} currency={row.currency} />
      {inheritedPrice(row, name) === undefined ? null : <span class="muted small"> default</span>}
    </span>
  )
}

function inheritedPrice(row: PricingRow, name: PriceFieldName): string | undefined {
  const minor = row[name]
  const isInherited = row.inherited.some((inherited) => inherited === name)
  return isInherited && minor !== null ? toDecimalString(minor, row.currency) : undefined
}

const pathOf = (row: PricingRow) => `/pricing/${encodeURIComponent(row.size)}`

type SaveProps = { row: PricingRow; editing: Editing; currencies: readonly string[] }

function Save({ row, editing, currencies }: SaveProps) {
  const { values, errors = {} } = editing
  return (
    <form id={FORM} method="post" action={pathOf(row)}>
      <PriceOptions
        typed={values}
        errors={errors}
        currencies={[...new Set([row.currency, ...currencies])]}
        scope="price"
      />
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
  const size = <VisuallyHidden> {formatSize(row.size)}</VisuallyHidden>
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
        <ActionForm
          action={`${pathOf(row)}/reset`}
          values={{ version: String(row.version) }}
          variant="quiet"
          size="small"
        >
          Back to default{size}
        </ActionForm>
      )}
    </Cluster>
  )
}
