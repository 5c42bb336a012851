import type { SizePrices } from '../../domain/pricing/price-variant.ts'
import { priceVariant } from '../../domain/pricing/price-variant.ts'
import { formatSize } from '../../domain/pricing/size.ts'
import { variantTitle } from '../../domain/products/variant-title.ts'
import { type Column, DataTable } from '../components/data-table.tsx'
import { FieldSet } from '../components/field.tsx'
import { fieldId } from '../components/field-id.ts'
import { Money } from '../components/money.tsx'
import { FINISHES, type Finish, kindOfValue } from './finishes.ts'

export type GridSize = { size: string; prices: SizePrices | undefined }

export type VariantGridProps = {
  sizes: readonly GridSize[]
  chosen: readonly string[]
  currency: string
  error?: string
}

/** Sizes by finishes, each with the price it takes when no other is given. */
export function VariantGrid({ sizes, chosen, currency, error }: VariantGridProps) {
  const columns: Column<GridSize>[] = [
    { key: 'size', header: 'Size', primary: true, cell: ({ size }) => formatSize(size) },
    ...FINISHES.map(({ key, label }) => ({
      key,
      header: label,
      cell: (row: GridSize) => (
        <VariantBox row={row} finish={key} chosen={chosen} currency={currency} />
      ),
    })),
  ]
  return (
    <FieldSet id={fieldId('variant')} label="Sizes and finishes" hideLabel error={error}>
      <DataTable caption="Sizes and finishes" columns={columns} rows={sizes} />
    </FieldSet>
  )
}

type BoxProps = Pick<VariantGridProps, 'chosen' | 'currency'> & { row: GridSize; finish: Finish }

function VariantBox({ row, finish, chosen, currency }: BoxProps) {
  const value = `${row.size}|${finish}`
  const kind = kindOfValue(value)
  const id = fieldId('variant', { value })
  const price = priceVariant(row.prices, kind, currency)
  return (
    <span class="choice">
      <input
        type="checkbox"
        id={id}
        name="variant"
        value={value}
        checked={chosen.includes(value)}
        aria-label={variantTitle(kind)}
      />
      <label for={id}>
        {price === null ? (
          <span class="muted">No price</span>
        ) : (
          <Money minor={price} currency={currency} />
        )}
      </label>
    </span>
  )
}
