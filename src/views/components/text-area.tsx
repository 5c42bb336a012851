import { FieldFrame, type FieldProps } from './field.tsx'
import { describedBy, fieldId } from './field-id.ts'

export type TextAreaProps = FieldProps & {
  value?: string | null
  rows?: number
  minlength?: number
  maxlength?: number
  placeholder?: string
  autofocus?: boolean
  spellcheck?: boolean
}

export function TextArea(props: TextAreaProps) {
  const { name, label, hint, error, optional, hideLabel, scope, value, rows = 4, ...rest } = props
  const id = fieldId(name, { scope })
  return (
    <FieldFrame {...{ id, label, hint, error, optional, hideLabel }}>
      <textarea
        {...rest}
        class="input"
        id={id}
        name={name}
        rows={rows}
        aria-describedby={describedBy(id, { hint, error })}
        aria-invalid={error ? 'true' : undefined}
      >
        {value ?? ''}
      </textarea>
    </FieldFrame>
  )
}
