import { fieldId } from './field-id.ts'

/** A checkbox in a list. `form` is the id of the form it belongs to, when it is outside of it. */
export type Selection = {
  name: string
  value: string
  /** What is selected, for those who do not see it: "Bedroom, Breathe". */
  label: string
  checked?: boolean
  disabled?: boolean
  form?: string
  kind?: 'checkbox' | 'radio'
  /** How many rows it stands for, where they are more than one. */
  rows?: number
}

export function SelectBox({ label, kind = 'checkbox', rows, ...input }: Selection) {
  const id = fieldId(input.name, { scope: input.form, value: input.value })
  return (
    <span class="select-box">
      <input {...input} id={id} type={kind} aria-label={label} data-select data-rows={rows} />
    </span>
  )
}
