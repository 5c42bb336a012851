import { classNames } from './class-names.ts'
import { FieldFrame, type FieldProps } from './field.tsx'
import { describedBy, fieldId } from './field-id.ts'

export type TextFieldProps = FieldProps & {
  value?: string | number | null
  type?: 'text' | 'email' | 'password' | 'search' | 'url' | 'number' | 'date'
  autocomplete?: string
  placeholder?: string
  inputmode?: 'text' | 'decimal' | 'numeric' | 'email' | 'search' | 'url'
  minlength?: number
  maxlength?: number
  min?: number | string
  max?: number | string
  step?: number | 'any'
  pattern?: string
  autofocus?: boolean
  spellcheck?: boolean
  readonly?: boolean
  'data-choice-search'?: boolean
  'data-picker-new'?: boolean
  /** A short box for numbers and codes. */
  short?: boolean
  prefix?: string
  suffix?: string
}

/** One line of text. The typed value is given back in `value` when the form is shown again. */
export function TextField(props: TextFieldProps) {
  const {
    name,
    label,
    hint,
    error,
    optional,
    hideLabel,
    scope,
    value,
    short,
    prefix,
    suffix,
    ...rest
  } = props
  const id = fieldId(name, { scope })
  const input = (
    <input
      {...rest}
      class={classNames('input', short && 'input-short')}
      id={id}
      name={name}
      type={rest.type ?? 'text'}
      value={value ?? undefined}
      aria-describedby={describedBy(id, { hint, error })}
      aria-invalid={error ? 'true' : undefined}
    />
  )
  return (
    <FieldFrame {...{ id, label, hint, error, optional, hideLabel }}>
      {prefix || suffix ? (
        <span class={classNames('affixed', short && 'input-short')}>
          {prefix ? <span class="affix">{prefix}</span> : null}
          {input}
          {suffix ? <span class="affix">{suffix}</span> : null}
        </span>
      ) : (
        input
      )}
    </FieldFrame>
  )
}
