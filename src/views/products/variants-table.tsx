import type { PricingRow } from '../../domain/pricing/load-pricing.ts'
import { type Fees, fullCost, marginOf } from '../../domain/pricing/margin.ts'
import type { VariantRow } from '../../domain/products/load-parts.ts'
import { type Column, DataTable } from '../components/data-table.tsx'
import { elementId } from '../components/field-id.ts'
import { Money } from '../components/money.tsx'
import { productWords } from './words.ts'

export type VariantsTableProps = {
  variants: readonly VariantRow[]
  prices: ReadonlyMap<string, PricingRow>
  /** In that currency. */
  fees: Fees
  currency: string
}

/** Price, full cost and what is left of it, for each variant. */
export function VariantsTable({ variants, prices, fees, currency }: VariantsTableProps) {
  const costOf = (variant: VariantRow) =>
    fullCost(variant.price, variant, prices.get(variant.size), fees)
  const columns: Column<VariantRow>[] = [
    { key: 'title', header: productWords.variant, primary: true, cell: (variant) => variant.title },
    { key: 'sku', header: productWords.sku, cell: (variant) => <code>{variant.sku}</code> },
    {
      key: 'price',
      header: productWords.price,
      numeric: true,
      cell: (variant) => <Price variant={variant} currency={currency} />,
    },
    {
      key: 'cost',
      header: productWords.cost,
      numeric: true,
      cell: (variant) => <Cost minor={costOf(variant)} currency={currency} />,
    },
    {
      key: 'margin',
      header: productWords.margin,
      numeric: true,
      cell: (variant) => (
        <Margin price={variant.price} cost={costOf(variant)} currency={currency} />
      ),
    },
  ]
  return (
    <DataTable
      caption={productWords.variants}
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
          {productWords.before} <Money minor={compare_at_price} currency={currency} />
        </span>
      )}
    </span>
  )
}

/** A cost that was not given is shown as unknown, never as nothing. */
function Cost({ minor, currency }: { minor: number | null; currency: string }) {
  if (minor === null) return <span class="muted">{productWords.notKnown}</span>
  return <Money minor={minor} currency={currency} />
}

type MarginProps = { price: number; cost: number | null; currency: string }

function Margin({ price, cost, currency }: MarginProps) {
  const margin = marginOf(price, cost)
  if (!margin) return <span class="muted">{productWords.notKnown}</span>
  return (
    <span>
      <Money minor={margin.minor} currency={currency} />
      {margin.percent === null ? null : <span class="muted small"> {margin.percent}%</span>}
    </span>
  )
}
