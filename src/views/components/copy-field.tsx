import type { Child } from 'hono/jsx'
import { Button } from './button.tsx'
import { FieldFrame } from './field.tsx'
import { describedBy, fieldId } from './field-id.ts'
import { formWords as words } from './words.ts'

export type CopyFieldProps = { name: string; label: string; value: string; hint?: Child }

/** A value to take along: selected at a click, copied by its button. */
export function CopyField({ name, label, value, hint }: CopyFieldProps) {
  const id = fieldId(name, { scope: 'copy' })
  return (
    <FieldFrame id={id} label={label} hint={hint}>
      <span class="copy-field">
        <input
          class="input input-code"
          id={id}
          type="text"
          value={value}
          readonly
          spellcheck={false}
          autocomplete="off"
          aria-describedby={describedBy(id, { hint })}
        />
        <Button type="button" data-copy={id} data-scripted>
          {words.copy}
        </Button>
      </span>
    </FieldFrame>
  )
}
