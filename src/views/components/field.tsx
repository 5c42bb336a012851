import type { Child } from 'hono/jsx'
import { classNames } from './class-names.ts'
import { errorId, hintId } from './field-id.ts'
import { Icon } from './icon.tsx'
import { formWords as words } from './words.ts'

/** What every field takes. `scope` distinguishes two forms on one page with the same names. */
export type FieldProps = {
  name: string
  label: string
  hint?: Child
  error?: string
  required?: boolean
  optional?: boolean
  disabled?: boolean
  scope?: string
  hideLabel?: boolean
}

function FieldHint({ id, hint }: { id: string; hint?: Child }) {
  return hint ? (
    <p class="field-hint" id={hintId(id)}>
      {hint}
    </p>
  ) : null
}

export function FieldError({ id, error }: { id: string; error?: string }) {
  return error ? (
    <p class="field-error" id={errorId(id)}>
      <Icon name="warning" class="icon-small" />
      {error}
    </p>
  ) : null
}

type FieldFrameProps = Pick<FieldProps, 'label' | 'hint' | 'error' | 'optional' | 'hideLabel'> & {
  id: string
  /** For what the label names besides the control. */
  labelId?: string
  children?: Child
}

/** Label, hint, control, error: one field with one control. */
export function FieldFrame({
  id,
  labelId,
  label,
  hint,
  error,
  optional,
  hideLabel,
  children,
}: FieldFrameProps) {
  return (
    <div class={classNames('field', error && 'field-invalid')}>
      <label
        class={classNames('field-label', hideLabel && 'visually-hidden')}
        id={labelId}
        for={id}
      >
        {label}
        {optional ? <span class="field-optional">{words.optional}</span> : null}
      </label>
      <FieldHint id={id} hint={hint} />
      {children}
      <FieldError id={id} error={error} />
    </div>
  )
}

/** Legend, hint, several controls, error: one field with a group of controls. */
export function FieldSet({
  id,
  label,
  hint,
  error,
  optional,
  hideLabel,
  children,
}: FieldFrameProps) {
  return (
    <fieldset
      class={classNames('field', error && 'field-invalid')}
      id={id}
      tabindex={-1}
      aria-describedby={error ? errorId(id) : hint ? hintId(id) : undefined}
    >
      <legend class={classNames('field-label', hideLabel && 'visually-hidden')}>
        {label}
        {optional ? <span class="field-optional">{words.optional}</span> : null}
      </legend>
      <FieldHint id={id} hint={hint} />
      {children}
      <FieldError id={id} error={error} />
    </fieldset>
  )
}
