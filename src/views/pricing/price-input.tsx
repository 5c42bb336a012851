import { FieldError } from '../components/field.tsx'
import { describedBy, fieldId } from '../components/field-id.ts'
import type { PriceFieldName, WeightFieldName } from './price-fields.ts'

export type PriceInputProps = {
  name: PriceFieldName | WeightFieldName
  /** What it is, for those who do not see the column: "8×10, framed". */
  label: string
  value: string
  /** "$" before an amount, "g" after a weight. */
  prefix?: string
  suffix?: string
  /** The default price that an empty box takes. */
  placeholder?: string
  form: string
  error?: string
}

/** A value inside a row of the table; it belongs to the form in the row's last cell. */
export function PriceInput(props: PriceInputProps) {
  const { name, label, value, prefix, suffix, placeholder, form, error } = props
  const id = fieldId(name, { scope: 'price' })
  return (
    <div class={error ? 'field field-invalid' : 'field'}>
      <span class="affixed input-short">
        {prefix ? <span class="affix">{prefix}</span> : null}
        <input
          class="input"
          id={id}
          name={name}
          form={form}
          value={value}
          placeholder={placeholder}
          inputmode={prefix ? 'decimal' : 'numeric'}
          autocomplete="off"
          aria-label={label}
          aria-describedby={describedBy(id, { error })}
          aria-invalid={error ? 'true' : undefined}
          autofocus={name === 'base_price'}
        />
        {suffix ? <span class="affix">{suffix}</span> : null}
      </span>
      <FieldError id={id} error={error} />
    </div>
  )
}
