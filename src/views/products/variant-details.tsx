import { priceVariant } from '../../domain/pricing/price-variant.ts'
import { variantTitle } from '../../domain/products/variant-title.ts'
import { toDecimalString } from '../../money.ts'
import { type Column, DataTable } from '../components/data-table.tsx'
import { FieldSet } from '../components/field.tsx'
import { fieldId } from '../components/field-id.ts'
import { MoneyField } from '../components/money-field.tsx'
import { TextField } from '../components/text-field.tsx'
import { kindOfValue } from './finishes.ts'
import type { ProductFormProps } from './product-form.tsx'
import { formWords } from './words.ts'

type Props = Pick<ProductFormProps, 'values' | 'errors' | 'sizes' | 'currency'>

/** What the variants that a product has cost, and what a download delivers. */
export function VariantDetails(props: Props) {
  const { values } = props
  if (values.prices.size === 0) return null
  return (
    <FieldSet id={fieldId('prices')} label={formWords.prices} hint={formWords.pricesHint}>
      <DataTable
        caption={formWords.pricesCaption}
        columns={columnsOf(props)}
        rows={[...values.prices.keys()]}
      />
    </FieldSet>
  )
}

function columnsOf({ values, errors, sizes, currency }: Props): Column<string>[] {
  const pricesOf = new Map(sizes.map(({ size, prices }) => [size, prices]))
  const defaultPrice = (value: string) => {
    const kind = kindOfValue(value)
    const minor = priceVariant(pricesOf.get(kind.size), kind, currency)
    return minor === null ? undefined : toDecimalString(minor, currency)
  }
  const titleOf = (value: string) => variantTitle(kindOfValue(value))
  const money = (
    name: string,
    label: string,
    value: string,
    typed?: string,
    placeholder?: string,
  ) => (
    <MoneyField
      name={`${name}:${value}`}
      label={`${label}, ${titleOf(value)}`}
      hideLabel
      value={typed ?? ''}
      placeholder={placeholder}
      currency={currency}
      error={errors[`${name}:${value}`]}
    />
  )
  const columns: Column<string>[] = [
    { key: 'variant', header: formWords.variant, primary: true, cell: titleOf },
    {
      key: 'price',
      header: formWords.price,
      cell: (value) =>
        money('price', formWords.price, value, values.prices.get(value), defaultPrice(value)),
    },
    {
      key: 'compare',
      header: formWords.compareAt,
      cell: (value) => money('compare', formWords.compareAt, value, values.compared.get(value)),
    },
  ]
  if (values.skyPilot.size === 0) return columns
  return [
    ...columns,
    {
      key: 'sky_pilot',
      header: formWords.skyPilot,
      cell: (value) => {
        const typed = values.skyPilot.get(value)
        if (typed === undefined) return <span class="muted">{formWords.notADownload}</span>
        return (
          <TextField
            name={`sky_pilot:${value}`}
            label={`${formWords.skyPilot}, ${titleOf(value)}`}
            hideLabel
            autocomplete="off"
            value={typed}
            error={errors[`sky_pilot:${value}`]}
          />
        )
      },
    },
  ]
}
