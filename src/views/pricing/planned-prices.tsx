import type { PlannedPrice, PriceLine } from '../../domain/pricing/plan-prices.ts'
import { FINISHES } from '../../domain/pricing/price-variant.ts'
import { formatSize } from '../../domain/pricing/size.ts'
import { Cluster } from '../components/arrange.tsx'
import { Badge } from '../components/badge.tsx'
import { type Column, DataTable } from '../components/data-table.tsx'
import { elementId } from '../components/field-id.ts'
import { Money } from '../components/money.tsx'
import { MarginText } from './margin.tsx'
import { changeWords, pricingWords } from './words.ts'

/** Every price of some sizes as it is and as it will be, and what is left of it then. */
export function PlannedPrices({ lines }: { lines: readonly PriceLine[] }) {
  const columns: Column<PriceLine>[] = [
    {
      key: 'size',
      header: pricingWords.size,
      primary: true,
      narrow: true,
      cell: ({ row }) => (
        <Cluster>
          <span>{formatSize(row.size)}</span>
          {row.is_active ? null : <Badge>{pricingWords.off}</Badge>}
        </Cluster>
      ),
    },
    ...FINISHES.map(({ price: name }) => ({
      key: name,
      header: pricingWords.fields[name],
      numeric: true,
      cell: ({ row, prices }: PriceLine) => (
        <Planned price={prices.find((one) => one.name === name)} currency={row.currency} />
      ),
    })),
  ]
  return (
    <DataTable
      caption={changeWords.previewTitle}
      columns={columns}
      rows={lines}
      rowId={({ row }) => elementId('line', row.size)}
    />
  )
}

function Planned({ price, currency }: { price: PlannedPrice | undefined; currency: string }) {
  if (!price) return <Money minor={null} currency={currency} />
  const { before, after, cost, refused } = price
  return (
    <span class="price-cell">
      {before === after ? (
        <span>
          <Money minor={after} currency={currency} />{' '}
          <span class="muted small">{changeWords.same}</span>
        </span>
      ) : (
        <span>
          <s class="muted">
            <Money minor={before} currency={currency} />
          </s>{' '}
          <strong>
            <Money minor={after} currency={currency} />
          </strong>
        </span>
      )}
      <span class="small">
        {cost === null ? (
          <span class="muted">{changeWords.marginUnknown}</span>
        ) : (
          <>
            <span class="muted">{changeWords.margin}</span>{' '}
            <MarginText price={after} cost={cost} currency={currency} />
          </>
        )}
      </span>
      {refused ? <span class="small loss">{changeWords.isBelowCost}</span> : null}
    </span>
  )
}
