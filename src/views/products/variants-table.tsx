import type { PricingRow } from '../../domain/pricing/load-pricing.ts'
import { type Fees, fullCost } from '../../domain/pricing/margin.ts'
import type { VariantRow } from '../../domain/products/load-parts.ts'
import { Badge } from '../components/badge.tsx'
import { type Column, DataTable } from '../components/data-table.tsx'
import { elementId } from '../components/field-id.ts'
import { Money } from '../components/money.tsx'
import { CostText, MarginText } from '../pricing/margin.tsx'
import { cellWords } from './form-words.ts'
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
    {
      key: 'title',
      header: productWords.variant,
      primary: true,
      cell: ({ title, is_active }) => (
        <span>
          {title} {is_active ? null : <Badge>{cellWords.off}</Badge>}
        </span>
      ),
    },
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
      cell: (variant) => <CostText cost={costOf(variant)} currency={currency} />,
    },
    {
      key: 'margin',
      header: productWords.margin,
      numeric: true,
      cell: (variant) => (
        <MarginText price={variant.price} cost={costOf(variant)} currency={currency} />
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
