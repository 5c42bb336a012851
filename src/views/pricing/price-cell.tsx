import type { PricingRow } from '../../domain/pricing/load-pricing.ts'
import type { Fees } from '../../domain/pricing/margin.ts'
import { breakEvenPrice, fullCost, isBelowCost } from '../../domain/pricing/margin.ts'
import type { FINISHES } from '../../domain/pricing/price-variant.ts'
import { priceVariant } from '../../domain/pricing/price-variant.ts'
import { formatMoney } from '../../money.ts'
import { Money } from '../components/money.tsx'
import { MarginText, Mend } from './margin.tsx'
import { pricingWords } from './words.ts'

export type PriceCellProps = {
  row: PricingRow
  of: (typeof FINISHES)[number]
  fees: Fees
}

/** A price of a size, its full cost and what is left; of the defaults it says so. */
export function PriceCell({ row, of, fees }: PriceCellProps) {
  const { currency } = row
  const price = priceVariant(row, of.finish, currency)
  if (price === null) return <Money minor={null} currency={currency} />
  const cost = fullCost(price, of.finish, row, fees)
  const isDefault = row.inherited.some((name) => name === of.price)
  return (
    <span class="price-cell">
      <span>
        <Money minor={price} currency={currency} />
        {isDefault ? <span class="muted small"> {pricingWords.default}</span> : null}
        {row[of.price] === null ? (
          <span class="muted small"> {pricingWords.asUnframed}</span>
        ) : null}
      </span>
      <span class="muted small">
        {cost === null
          ? pricingWords.costNotKnown
          : pricingWords.costs(formatMoney(cost, currency))}
      </span>
      {cost === null ? null : (
        <span class="small">
          <MarginText price={price} cost={cost} currency={currency} />
        </span>
      )}
      {isBelowCost(price, cost) ? (
        <Mend mended={breakEvenPrice(of.finish, row, fees)} currency={currency} />
      ) : null}
    </span>
  )
}
