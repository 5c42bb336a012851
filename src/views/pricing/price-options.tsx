import { Checkbox } from '../components/choice.tsx'
import { Select } from '../components/select.tsx'
import type { Errors, TypedPrices } from './price-fields.ts'
import { pricingWords } from './words.ts'

export type PriceOptionsProps = {
  typed: Partial<TypedPrices>
  errors: Errors
  /** Currencies that the prices may be in: one, unless the shop sells in another. */
  currencies: readonly string[]
  scope: string
}

/** What goes with the prices of a size: their currency, what was seen, and what is meant. */
export function PriceOptions({ typed, errors, currencies, scope }: PriceOptionsProps) {
  const [first = ''] = currencies
  const currency = typed.currency || first
  return (
    <>
      <input type="hidden" name="version" value={typed.version ?? ''} />
      {currencies.length > 1 ? (
        <Select
          name="currency"
          label={pricingWords.currency}
          scope={scope}
          options={currencies.map((code) => ({ value: code, label: code }))}
          value={currency}
          error={errors.currency}
        />
      ) : (
        <input type="hidden" name="currency" value={currency} />
      )}
      {errors.accept_free || typed.accept_free ? (
        <Checkbox
          name="accept_free"
          label={pricingWords.free}
          scope={scope}
          checked={typed.accept_free}
        />
      ) : null}
      {errors.accept_below_cost || typed.accept_below_cost ? (
        <Checkbox
          name="accept_below_cost"
          label={pricingWords.belowCost}
          scope={scope}
          checked={typed.accept_below_cost}
        />
      ) : null}
    </>
  )
}
