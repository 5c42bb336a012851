import { formatSize } from '../../domain/pricing/size.ts'
import { classNames } from '../components/class-names.ts'
import { FieldSet } from '../components/field.tsx'
import { fieldId } from '../components/field-id.ts'
import { VisuallyHidden } from '../components/visually-hidden.tsx'
import { FINISHES, type Finish } from './finishes.ts'
import { cellWords } from './form-words.ts'
import type { ProductFormProps } from './product-form.tsx'
import { VariantCell, type VariantCellProps } from './variant-cell.tsx'
import { formWords } from './words.ts'

type SizeMatrixProps = Pick<ProductFormProps, 'sizes' | 'artworkId' | 'minDpi'> &
  Omit<VariantCellProps, 'row' | 'finish'>

/**
 * Sizes by finishes. What is ticked shows its price, what it leaves and what else is decided about
 * it. With a script a box at the head of each row and column ticks all of it.
 */
export function SizeMatrix({ sizes, artworkId, minDpi, ...cell }: SizeMatrixProps) {
  const { values, errors, currency, fees } = cell
  return (
    <FieldSet
      id={fieldId('variant')}
      label={formWords.variants}
      hideLabel
      hint={values.hasOff ? cellWords.offHint : undefined}
      error={errors.variant}
    >
      {values.hasOff ? <input type="hidden" name="has_off" value="true" /> : null}
      <table
        class="size-matrix"
        data-matrix
        data-currency={currency}
        data-artwork={artworkId}
        data-fee-bp={fees.percent_bp}
        data-fee-fixed={fees.fixed ?? undefined}
      >
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
                <span>
                  {formatSize(row.size)}
                  <PrintHint dpi={row.dpi} minDpi={minDpi} />
                </span>
              </th>
              {FINISHES.map(({ key }) => (
                <td>
                  <VariantCell {...cell} row={row} finish={key} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </FieldSet>
  )
}

/** How the artwork prints at a size; nothing where that is not known. */
function PrintHint({ dpi, minDpi }: { dpi: number | undefined; minDpi: number }) {
  if (dpi === undefined) return null
  const isLow = dpi < minDpi
  return (
    <small class={classNames('size-matrix-print', isLow && 'is-low')} data-print>
      {cellWords.dpi(dpi)}
      {isLow ? <VisuallyHidden>{cellWords.belowLimit(minDpi)}</VisuallyHidden> : null}
    </small>
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
