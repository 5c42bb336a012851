import type { PricingRow } from '../../domain/pricing/load-pricing.ts'
import { costOfVariant, marginOf } from '../../domain/pricing/price-variant.ts'
import type { VariantRow } from '../../domain/products/load-parts.ts'
import { type Column, DataTable } from '../components/data-table.tsx'
import { elementId } from '../components/field-id.ts'
import { Money, NotKnown } from '../components/money.tsx'

export type VariantsTableProps = {
  variants: readonly VariantRow[]
  prices: ReadonlyMap<string, PricingRow>
  currency: string
}

/** Price, cost and what is left of it, for each variant. */
export function VariantsTable({ variants, prices, currency }: VariantsTableProps) {
  const costOf = (variant: VariantRow) => costOfVariant(prices.get(variant.size), variant)
  const columns: Column<VariantRow>[] = [
    { key: 'title', header: 'Variant', primary: true, cell: (variant) => variant.title },
    { key: 'sku', header: 'SKU', cell: (variant) => <code>{variant.sku}</code> },
    {
      key: 'price',
      header: 'Price',
      numeric: true,
      cell: (variant) => <Price variant={variant} currency={currency} />,
    },
    {
      key: 'cost',
      header: 'Cost',
      numeric: true,
      cell: (variant) => <Cost minor={costOf(variant)} currency={currency} />,
    },
    {
      key: 'margin',
      header: 'Margin',
      numeric: true,
      cell: (variant) => (
        <Margin price={variant.price} cost={costOf(variant)} currency={currency} />
      ),
    },
  ]
  return (
    <DataTable
      caption="Variants"
      columns={columns}
      rows={variants}
      rowId={(variant) => elementId('variant', variant.id)}
    />
  )
}

function Price({ variant, currency }: { variant: VariantRow; currency: string }) {
  const { price, compare_at_price } = variant
  return (
    <span>
      <Money minor={price} currency={currency} />
      {compare_at_price === null ? null : (
        <span class="muted small">
          {' '}
          before <Money minor={compare_at_price} currency={currency} />
        </span>
      )}
    </span>
  )
}

/** A cost that was not given is shown as unknown, never as nothing. */
function Cost({ minor, currency }: { minor: number | null; currency: string }) {
  if (minor === null) return <span class="muted">Cost not known</span>
  return <Money minor={minor} currency={currency} />
}

type MarginProps = { price: number; cost: number | null; currency: string }

function Margin({ price, cost, currency }: MarginProps) {
  const margin = marginOf(price, cost)
  if (!margin) return <NotKnown />
  return (
    <span>
      <Money minor={margin.minor} currency={currency} />
      {margin.percent === null ? null : <span class="muted small"> {margin.percent} %</span>}
    </span>
  )
}
