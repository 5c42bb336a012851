import type { Child } from 'hono/jsx'
import { classNames } from './class-names.ts'
import { FieldError, type FieldProps, FieldSet } from './field.tsx'
import { describedBy, fieldId, hintId } from './field-id.ts'

type Choice = { value: string; label: Child; hint?: Child; disabled?: boolean }

type ChoiceLineProps = Choice & {
  kind: 'checkbox' | 'radio'
  id: string
  name: string
  checked: boolean
  required?: boolean
  error?: string
}

function ChoiceLine({ kind, id, label, hint, error, ...input }: ChoiceLineProps) {
  return (
    <div class="choice">
      <input
        {...input}
        type={kind}
        id={id}
        aria-describedby={describedBy(id, { hint, error })}
        aria-invalid={error ? 'true' : undefined}
      />
      <label for={id}>
        {label}
        {hint ? (
          <span class="choice-hint" id={hintId(id)}>
            {hint}
          </span>
        ) : null}
      </label>
    </div>
  )
}

export type CheckboxProps = Pick<
  FieldProps,
  'name' | 'hint' | 'error' | 'required' | 'disabled' | 'scope'
> & {
  label: Child
  checked?: boolean
  value?: string
}

/** One yes or no. Sends `value` ("true") when ticked, nothing otherwise. */
export function Checkbox({
  name,
  scope,
  error,
  checked = false,
  value = 'true',
  ...rest
}: CheckboxProps) {
  const id = fieldId(name, { scope })
  return (
    <div class={classNames('field', error && 'field-invalid')}>
      <ChoiceLine {...rest} {...{ id, name, value, checked, error }} kind="checkbox" />
      <FieldError id={id} error={error} />
    </div>
  )
}

type GroupProps = Omit<FieldProps, 'required' | 'disabled'> & {
  choices: readonly Choice[]
  /** Side by side instead of one below the other. */
  inline?: boolean
}

function groupId({ name, scope }: Pick<GroupProps, 'name' | 'scope'>): string {
  return fieldId(name, { scope })
}

export type CheckboxGroupProps = GroupProps & { values?: readonly string[] }

/** Any number of choices under one name. */
export function CheckboxGroup({ choices, values = [], inline, ...field }: CheckboxGroupProps) {
  const { name, scope } = field
  return (
    <FieldSet {...field} id={groupId(field)}>
      <div class={inline ? 'cluster' : 'stack stack-small'}>
        {choices.map((choice) => (
          <ChoiceLine
            {...choice}
            kind="checkbox"
            id={fieldId(name, { scope, value: choice.value })}
            name={name}
            checked={values.includes(choice.value)}
          />
        ))}
      </div>
    </FieldSet>
  )
}

export type RadioGroupProps = GroupProps & { value?: string | null; required?: boolean }

/** One of several. */
export function RadioGroup({ choices, value, inline, required, ...field }: RadioGroupProps) {
  const { name, scope } = field
  return (
    <FieldSet {...field} id={groupId(field)}>
      <div class={inline ? 'cluster' : 'stack stack-small'}>
        {choices.map((choice) => (
          <ChoiceLine
            {...choice}
            kind="radio"
            id={fieldId(name, { scope, value: choice.value })}
            name={name}
            checked={choice.value === value}
            required={required}
          />
        ))}
      </div>
    </FieldSet>
  )
}
