import { feesIn, type OwnFees } from '../../domain/pricing/fees.ts'
import type { PricingRow } from '../../domain/pricing/load-pricing.ts'
import { fullCost, marginOf } from '../../domain/pricing/margin.ts'
import { type Finish, priceVariant } from '../../domain/pricing/price-variant.ts'
import { formatSize } from '../../domain/pricing/size.ts'
import { toDecimalString } from '../../money.ts'
import { ActionForm } from '../components/action-form.tsx'
import { Cluster } from '../components/arrange.tsx'
import { Badge } from '../components/badge.tsx'
import { Button, ButtonLink } from '../components/button.tsx'
import type { Difference } from '../components/conflict.tsx'
import { type Column, DataTable } from '../components/data-table.tsx'
import { elementId } from '../components/field-id.ts'
import { Money } from '../components/money.tsx'
import { VisuallyHidden } from '../components/visually-hidden.tsx'
import { type Errors, PRICE_FIELDS, type PriceFieldName, type TypedPrices } from './price-fields.ts'
import { PriceInput } from './price-input.tsx'
import { PriceOptions } from './price-options.tsx'
import { pricingWords } from './words.ts'

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
  fees: OwnFees
  editing?: Editing
}

export function PricingTable({ rows, currencies, fees, editing }: PricingTableProps) {
  const columns: Column<PricingRow>[] = [
    {
      key: 'size',
      header: pricingWords.size,
      primary: true,
      narrow: true,
      cell: (row) => <Size row={row} />,
    },
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
    {
      key: 'margin',
      header: pricingWords.margin,
      numeric: true,
      cell: (row) => <MarginOf row={row} finish={UNFRAMED} fees={fees} />,
    },
    {
      key: 'framed_margin',
      header: pricingWords.framedMargin,
      numeric: true,
      cell: (row) => <MarginOf row={row} finish={FRAMED} fees={fees} />,
    },
    {
      key: 'actions',
      header: pricingWords.actions,
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
      caption={pricingWords.caption}
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
      {row.is_system ? null : <Badge tone="sage">{pricingWords.yours}</Badge>}
    </Cluster>
  )
}

const UNFRAMED: Finish = { frame_style: null, is_digital: false }
/** Frames of all colours have one price and one cost. */
const FRAMED: Finish = { frame_style: 'white', is_digital: false }

/** What is left of a print's price, as a share of it. */
function MarginOf({ row, finish, fees }: { row: PricingRow; finish: Finish; fees: OwnFees }) {
  const price = priceVariant(row, finish, row.currency)
  const cost = fullCost(price ?? 0, finish, row, feesIn(fees, row.currency))
  const margin = price === null ? null : marginOf(price, cost)
  if (!margin || margin.percent === null) {
    return <span class="muted small">{pricingWords.notKnown}</span>
  }
  return <span class="figures">{margin.percent}%</span>
}

/** An amount of a size; one that comes from the defaults in a row of one's own is marked. */
function Price({ row, name }: { row: PricingRow; name: PriceFieldName }) {
  return (
    <span>
      <Money minor={row[name]} currency={row.currency} />
      {inheritedPrice(row, name) === undefined ? null : (
        <span class="muted small"> {pricingWords.default}</span>
      )}
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
        {pricingWords.save}
      </Button>{' '}
      <ButtonLink href="/pricing" variant="quiet" size="small">
        {pricingWords.cancel}
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
        {pricingWords.edit}
        {size}
      </ButtonLink>
      {row.is_system ? null : (
        <ActionForm
          action={`${pathOf(row)}/reset`}
          values={{ version: String(row.version) }}
          variant="quiet"
          size="small"
        >
          {pricingWords.reset}
          {size}
        </ActionForm>
      )}
    </Cluster>
  )
}
