import type { SizePrices } from '../../domain/pricing/price-variant.ts'
import { priceVariant } from '../../domain/pricing/price-variant.ts'
import { formatSize } from '../../domain/pricing/size.ts'
import { variantTitle } from '../../domain/products/variant-title.ts'
import { FieldSet } from '../components/field.tsx'
import { fieldId } from '../components/field-id.ts'
import { Money } from '../components/money.tsx'
import { FINISHES, type Finish, kindOfValue } from './finishes.ts'
import { formWords } from './words.ts'

export type GridSize = { size: string; prices: SizePrices | undefined }

export type SizeMatrixProps = {
  sizes: readonly GridSize[]
  chosen: readonly string[]
  currency: string
  error?: string
}

/**
 * Sizes by finishes, each with the price it takes when no other is given. With a script a box at
 * the head of each row and column ticks all of it.
 */
export function SizeMatrix({ sizes, chosen, currency, error }: SizeMatrixProps) {
  return (
    <FieldSet id={fieldId('variant')} label={formWords.variants} hideLabel error={error}>
      <table class="size-matrix" data-matrix>
        <caption class="visually-hidden">{formWords.variants}</caption>
        <thead>
          <tr>
            <th scope="col">
              <Toggle label={formWords.everything} text={formWords.all} />
            </th>
            {FINISHES.map(({ key, label, short }) => (
              <th scope="col">
                <Toggle finish={key} label={formWords.allOf(label)} />
                <span class="size-matrix-long">{label}</span>
                <span class="size-matrix-short" aria-hidden="true">
                  {short}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sizes.map((row) => (
            <tr>
              <th scope="row">
                <Toggle size={row.size} label={formWords.allOf(formatSize(row.size))} />
                <span>{formatSize(row.size)}</span>
              </th>
              {FINISHES.map(({ key }) => (
                <td>
                  <VariantBox row={row} finish={key} chosen={chosen} currency={currency} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </FieldSet>
  )
}

type ToggleProps = { size?: string; finish?: Finish; label: string; text?: string }

/** Ticks everything of a size, of a finish, or of the whole table, once its script is there. */
function Toggle({ size, finish, label, text }: ToggleProps) {
  return (
    <label class="size-matrix-toggle" data-scripted>
      <input
        type="checkbox"
        aria-label={label}
        data-toggle
        data-size={size}
        data-finish={finish}
        autocomplete="off"
        disabled
      />
      {text ? <span aria-hidden="true">{text}</span> : null}
    </label>
  )
}

type BoxProps = Pick<SizeMatrixProps, 'chosen' | 'currency'> & { row: GridSize; finish: Finish }

function VariantBox({ row, finish, chosen, currency }: BoxProps) {
  const value = `${row.size}|${finish}`
  const kind = kindOfValue(value)
  const price = priceVariant(row.prices, kind, currency)
  return (
    <label class="size-matrix-box">
      <input
        type="checkbox"
        id={fieldId('variant', { value })}
        name="variant"
        value={value}
        checked={chosen.includes(value)}
        aria-label={variantTitle(kind)}
        data-size={row.size}
        data-finish={finish}
      />
      {price === null ? (
        <span class="muted">{formWords.noPrice}</span>
      ) : (
        <Money minor={price} currency={currency} />
      )}
    </label>
  )
}
