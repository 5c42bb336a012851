import { priceVariant } from '../../domain/pricing/price-variant.ts'
import { variantTitle } from '../../domain/products/variant-title.ts'
import { toDecimalString } from '../../money.ts'
import { FieldSet } from '../components/field.tsx'
import { fieldId } from '../components/field-id.ts'
import { FieldRow } from '../components/form.tsx'
import { MoneyField } from '../components/money-field.tsx'
import { kindOfValue } from './finishes.ts'
import type { ProductFormProps } from './product-form.tsx'

type Props = Pick<ProductFormProps, 'values' | 'errors' | 'sizes' | 'currency'>

/** Prices of the variants a product has, where they differ from the default or may. */
export function VariantPrices({ values, errors, sizes }: Props) {
  const priceOf = new Map(sizes.map(({ size, prices }) => [size, prices]))
  if (values.prices.size === 0) return null
  return (
    <FieldSet
      id={fieldId('prices')}
      label="Prices"
      hint="Of the variants this product has. Left empty, a variant takes the default."
    >
      <FieldRow>
        {[...values.prices].map(([value, typed]) => {
          const kind = kindOfValue(value)
          return (
            <MoneyField
              name={`price:${value}`}
              label={variantTitle(kind)}
              value={typed}
              placeholder={toDecimalString(priceVariant(priceOf.get(kind.size), kind))}
              error={errors[`price:${value}`]}
            />
          )
        })}
      </FieldRow>
    </FieldSet>
  )
}
