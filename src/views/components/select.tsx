import { FieldFrame, type FieldProps } from './field.tsx'
import { describedBy, fieldId } from './field-id.ts'

export type Option = { value: string; label: string; disabled?: boolean }

/** Labels by value, as the options of a select. */
export function optionsOf(labels: Readonly<Record<string, { label: string }>>): Option[] {
  return Object.entries(labels).map(([value, { label }]) => ({ value, label }))
}

export type SelectProps = FieldProps & {
  options: readonly Option[]
  value?: string | null
  /** A first option with the value "": "All Status", "Choose a quote". */
  emptyLabel?: string
}

export function Select(props: SelectProps) {
  const {
    name,
    label,
    hint,
    error,
    optional,
    hideLabel,
    scope,
    value,
    options,
    emptyLabel,
    ...rest
  } = props
  const id = fieldId(name, { scope })
  return (
    <FieldFrame {...{ id, label, hint, error, optional, hideLabel }}>
      <select
        {...rest}
        class="input"
        id={id}
        name={name}
        aria-describedby={describedBy(id, { hint, error })}
        aria-invalid={error ? 'true' : undefined}
      >
        <Options {...{ options, value, emptyLabel }} />
      </select>
    </FieldFrame>
  )
}

type OptionsProps = Pick<SelectProps, 'options' | 'value' | 'emptyLabel'>

export function Options({ options, value, emptyLabel }: OptionsProps) {
  const all = emptyLabel === undefined ? options : [{ value: '', label: emptyLabel }, ...options]
  return (
    <>
      {all.map((option) => (
        <option
          value={option.value}
          selected={option.value === (value ?? '')}
          disabled={option.disabled}
        >
          {option.label}
        </option>
      ))}
    </>
  )
}
