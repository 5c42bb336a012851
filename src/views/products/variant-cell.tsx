import {
  fullCost,
  isBelowCost,
  type Margin,
  marginOf,
  type SizeCosts,
} from '../../domain/pricing/margin.ts'
import { priceVariant, type SizePrices } from '../../domain/pricing/price-variant.ts'
import { variantTitle } from '../../domain/products/variant-title.ts'
import { decimalsOf, formatMoney, toDecimalString, toMinor } from '../../money.ts'
import { Checkbox } from '../components/choice.tsx'
import { classNames } from '../components/class-names.ts'
import { FieldError } from '../components/field.tsx'
import { fieldId } from '../components/field-id.ts'
import { Money } from '../components/money.tsx'
import { MoneyField } from '../components/money-field.tsx'
import { TextField } from '../components/text-field.tsx'
import { DigitalFileSelect } from '../digital-files/digital-file-select.tsx'
import { FINISHES, type Finish, kindOfValue } from './finishes.ts'
import { cellWords } from './form-words.ts'
import type { ProductFormProps } from './product-form.tsx'
import { formWords } from './words.ts'

export type GridSize = {
  size: string
  prices: (SizePrices & SizeCosts) | undefined
  /** How it prints; undefined where the artwork is not known. */
  dpi: number | undefined
}

export type VariantCellProps = Pick<
  ProductFormProps,
  'values' | 'errors' | 'currency' | 'fees' | 'digitalFiles' | 'searches' | 'path'
> & {
  row: GridSize
  finish: Finish
}

/** A variant that can be ticked; once it is, with what is decided about it. */
export function VariantCell(props: VariantCellProps) {
  const { row, finish, values, currency } = props
  const value = `${row.size}|${finish}`
  const kind = kindOfValue(value)
  const price = priceVariant(row.prices, kind, currency)
  const label = FINISHES.find(({ key }) => key === finish)?.label
  return (
    <>
      <label class="variant-box">
        <input
          type="checkbox"
          id={fieldId('variant', { value })}
          name="variant"
          value={value}
          checked={values.variants.includes(value)}
          aria-label={variantTitle(kind)}
          data-size={row.size}
          data-finish={finish}
        />
        <span class="variant-default" aria-hidden="true">
          {price === null ? (
            <span class="muted">{formWords.noPrice}</span>
          ) : (
            <Money minor={price} currency={currency} />
          )}
        </span>
      </label>
      <div class="variant-fields">
        <span class="variant-finish" aria-hidden="true">
          {label}
        </span>
        <VariantFields {...props} value={value} price={price} />
      </div>
    </>
  )
}

type FieldsProps = VariantCellProps & { value: string; price: number | null }

function VariantFields(props: FieldsProps) {
  const { row, values, errors, currency, fees, value, price } = props
  const kind = kindOfValue(value)
  const title = variantTitle(kind)
  const money = (name: string, label: string, typed: string | undefined, placeholder?: string) => (
    <MoneyField
      name={`${name}:${value}`}
      label={cellWords.of(label, title)}
      hideLabel
      value={typed ?? ''}
      placeholder={placeholder}
      currency={currency}
      error={errors[`${name}:${value}`]}
    />
  )
  const typed = values.prices.get(value)
  const costOf = (minor: number) => fullCost(minor, kind, row.prices, fees)
  return (
    <>
      {money(
        'price',
        cellWords.price,
        typed,
        price === null ? undefined : toDecimalString(price, currency),
      )}
      {money('compare', cellWords.compareAt, values.compared.get(value), cellWords.was)}
      <MarginText price={price} typed={readTyped(typed, currency)} {...{ costOf, currency }} />
      {kind.is_digital ? <Download {...props} /> : null}
      {values.hasOff ? (
        <Checkbox
          name="off"
          scope={value}
          value={value}
          label={cellWords.off}
          checked={values.off.includes(value)}
        />
      ) : null}
      {errors[`of:${value}`] ? (
        <div class="variant-refusal" id={fieldId(`of:${value}`)} tabindex={-1}>
          <FieldError id={fieldId(`of:${value}`)} error={errors[`of:${value}`]} />
        </div>
      ) : null}
    </>
  )
}

/** What a download delivers, and what the delivery app calls it. */
function Download({ values, errors, value, digitalFiles, searches, path }: FieldsProps) {
  const title = variantTitle(kindOfValue(value))
  return (
    <>
      <DigitalFileSelect
        name={`digital_file:${value}`}
        label={cellWords.of(cellWords.file, title)}
        hideLabel
        files={digitalFiles}
        value={values.files.get(value)}
        error={errors[`digital_file:${value}`]}
        search={searches.file_search}
        formaction={path}
      />
      <TextField
        name={`sky_pilot:${value}`}
        label={cellWords.of(cellWords.skyPilot, title)}
        hideLabel
        placeholder={cellWords.skyPilot}
        autocomplete="off"
        value={values.skyPilot.get(value) ?? ''}
        error={errors[`sky_pilot:${value}`]}
      />
    </>
  )
}

/** A typed price in minor units; undefined for an empty one and for what is none. */
function readTyped(typed: string | undefined, currency: string): number | undefined {
  const decimals = decimalsOf(currency)
  if (!typed || !/^\d{1,8}(\.\d{1,3})?$/.test(typed)) return undefined
  return decimals === 0 && typed.includes('.') ? undefined : toMinor(Number(typed), currency)
}

type MarginProps = {
  /** The default, where no price is typed. */
  price: number | null
  typed: number | undefined
  costOf: (price: number) => number | null
  currency: string
}

/** What is left of the price. A script shows it while one types: with these it needs no request. */
function MarginText({ price, typed, costOf, currency }: MarginProps) {
  const sold = typed ?? price
  const cost = sold === null ? null : costOf(sold)
  return (
    <p
      class={classNames('variant-margin', sold !== null && isBelowCost(sold, cost) && 'is-loss')}
      data-margin={cellWords.margin}
      data-cost={cellWords.cost}
      data-default={price ?? undefined}
      data-making={costOf(0) ?? undefined}
      data-unknown={cellWords.marginUnknown}
    >
      {sold === null || cost === null
        ? cellWords.marginUnknown
        : describeMargin(cost, marginOf(sold, cost), currency)}
    </p>
  )
}

function describeMargin(cost: number, margin: Margin | null, currency: string): string {
  const { minor = 0, percent = null } = margin ?? {}
  const share = percent === null ? '' : ` · ${percent}%`
  const left = `${cellWords.margin} ${formatMoney(minor, currency)}${share}`
  return `${cellWords.cost} ${formatMoney(cost, currency)}\n${left}`
}
