import { feesIn, type OwnFees } from '../../domain/pricing/fees.ts'
import type { PricingRow } from '../../domain/pricing/load-pricing.ts'
import { FINISHES } from '../../domain/pricing/price-variant.ts'
import { formatSize } from '../../domain/pricing/size.ts'
import { currencySymbol, toDecimalString } from '../../money.ts'
import { ActionForm } from '../components/action-form.tsx'
import { Cluster } from '../components/arrange.tsx'
import { Badge } from '../components/badge.tsx'
import { Button, ButtonLink } from '../components/button.tsx'
import type { Difference } from '../components/conflict.tsx'
import { type Column, DataTable } from '../components/data-table.tsx'
import { elementId } from '../components/field-id.ts'
import { VisuallyHidden } from '../components/visually-hidden.tsx'
import { CostText } from './margin.tsx'
import { PriceCell } from './price-cell.tsx'
import {
  type Errors,
  type PriceFieldName,
  type TypedPrices,
  WEIGHT_FIELDS,
  type WeightFieldName,
} from './price-fields.ts'
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

const STACKED = [
  { key: 'print', amount: 'cost', weight: 'weight_grams' },
  { key: 'frame', amount: 'frame_cost', weight: 'frame_weight_grams' },
] as const

export function PricingTable({ rows, currencies, fees, editing }: PricingTableProps) {
  const editingOf = (row: PricingRow) => (editing?.size === row.size ? editing : undefined)
  const columns: Column<PricingRow>[] = [
    {
      key: 'size',
      header: pricingWords.size,
      primary: true,
      narrow: true,
      cell: (row) => <Size row={row} />,
    },
    ...FINISHES.map((of) => ({
      key: of.price,
      header: pricingWords.fields[of.price],
      numeric: true,
      cell: (row: PricingRow) => {
        const edited = editingOf(row)
        return edited ? (
          <Input row={row} name={of.price} editing={edited} />
        ) : (
          <PriceCell row={row} of={of} fees={feesIn(fees, row.currency)} />
        )
      },
    })),
    ...STACKED.map(({ key, amount, weight }) => ({
      key,
      header: pricingWords.fields[amount],
      numeric: true,
      cell: (row: PricingRow) => {
        const edited = editingOf(row)
        return edited ? (
          <span class="price-cell">
            <Input row={row} name={amount} editing={edited} />
            <Input row={row} name={weight} editing={edited} />
          </span>
        ) : (
          <CostAndWeight row={row} amount={amount} weight={weight} />
        )
      },
    })),
    {
      key: 'actions',
      header: pricingWords.actions,
      hideHeader: true,
      narrow: true,
      cell: (row) => {
        const edited = editingOf(row)
        return edited ? (
          <Save row={row} editing={edited} currencies={currencies} />
        ) : (
          <Actions row={row} />
        )
      },
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

type InputProps = { row: PricingRow; name: PriceFieldName | WeightFieldName; editing: Editing }

function Input({ row, name, editing }: InputProps) {
  const isWeight = WEIGHT_FIELDS.some((field) => field.name === name)
  const label = pricingWords.fields[name].toLowerCase()
  return (
    <PriceInput
      name={name}
      label={`${formatSize(row.size)}, ${label}`}
      value={editing.values[name]}
      {...(isWeight ? { suffix: pricingWords.grams } : { prefix: currencySymbol(row.currency) })}
      placeholder={inheritedPrice(row, name)}
      error={editing.errors?.[name]}
      form={FORM}
    />
  )
}

type StackedProps = {
  row: PricingRow
  amount: (typeof STACKED)[number]['amount']
  weight: WeightFieldName
}

function CostAndWeight({ row, amount, weight }: StackedProps) {
  const grams = row[weight]
  return (
    <span class="price-cell">
      <CostText cost={row[amount]} currency={row.currency} />
      {grams === null ? null : <span class="muted small">{pricingWords.weight(grams)}</span>}
    </span>
  )
}

function Size({ row }: { row: PricingRow }) {
  return (
    <Cluster>
      <span>{formatSize(row.size)}</span>
      {row.is_system ? null : <Badge tone="sage">{pricingWords.yours}</Badge>}
      {row.is_active ? null : <Badge>{pricingWords.off}</Badge>}
    </Cluster>
  )
}

function inheritedPrice(row: PricingRow, name: string): string | undefined {
  const inherited = row.inherited.find((one) => one === name)
  const minor = inherited ? row[inherited] : null
  return minor === null ? undefined : toDecimalString(minor, row.currency)
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
      <ActionForm
        action={`${pathOf(row)}/switch`}
        values={{ version: String(row.version), is_active: row.is_active ? 'false' : 'true' }}
        variant="quiet"
        size="small"
      >
        {row.is_active ? pricingWords.switchOff : pricingWords.switchOn}
        {size}
      </ActionForm>
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
