import { FieldFrame, type FieldProps } from './field.tsx'
import { describedBy, fieldId } from './field-id.ts'

export type FileFieldProps = FieldProps & {
  /** For instance `image/png,image/jpeg,image/webp`. */
  accept?: string
  multiple?: boolean
}

/** One file, or several. The form around it needs `enctype="multipart/form-data"`. */
export function FileField(props: FileFieldProps) {
  const { name, label, hint, error, optional, hideLabel, scope, ...rest } = props
  const id = fieldId(name, { scope })
  return (
    <FieldFrame {...{ id, label, hint, error, optional, hideLabel }}>
      <input
        {...rest}
        class="input input-file"
        type="file"
        id={id}
        name={name}
        aria-describedby={describedBy(id, { hint, error })}
        aria-invalid={error ? 'true' : undefined}
      />
    </FieldFrame>
  )
}
