import { Button } from './button.tsx'
import { FieldFrame, type FieldProps } from './field.tsx'
import { describedBy, elementId, fieldId } from './field-id.ts'
import type { IconName } from './icon.tsx'

type RichTextTool = { command: string; label: string; icon: IconName }

export type RichTextFieldProps = FieldProps & {
  value: string
  maxlength: number
  toolbar: string
  tools: readonly RichTextTool[]
  link: { label: string; hint: string; set: string; remove: string; bad: string }
}

/**
 * Text with headings, lists and links. Without a script it is a field for paragraphs or simple
 * markup; public/rich-text.js puts its editor in the place of that and writes markup into it.
 */
export function RichTextField(props: RichTextFieldProps) {
  const { name, label, hint, error, optional, value, maxlength, toolbar, tools, link } = props
  const id = fieldId(name)
  const labelId = elementId(id, 'label')
  return (
    <FieldFrame id={id} label={label} labelId={labelId} {...{ hint, error, optional }}>
      <div class="rich-text" data-rich-text>
        <div class="rich-text-tools" role="toolbar" aria-label={toolbar} hidden>
          {tools.map((tool) => (
            <Button
              type="button"
              variant="quiet"
              size="small"
              icon={tool.icon}
              title={tool.label}
              aria-label={tool.label}
              aria-pressed="false"
              data-command={tool.command}
            />
          ))}
        </div>
        <div class="rich-text-link" hidden>
          <input
            class="input"
            type="text"
            inputmode="url"
            autocomplete="off"
            aria-label={link.label}
            placeholder={link.hint}
            data-bad={link.bad}
          />
          <Button type="button" size="small" data-set-link>
            {link.set}
          </Button>
          <Button type="button" size="small" variant="quiet" data-remove-link>
            {link.remove}
          </Button>
        </div>
        <div class="input rich-text-content" data-content data-label={labelId} hidden />
        <textarea
          class="input"
          id={id}
          name={name}
          rows={4}
          maxlength={maxlength}
          aria-describedby={describedBy(id, { hint, error })}
          aria-invalid={error ? 'true' : undefined}
        >
          {value}
        </textarea>
      </div>
    </FieldFrame>
  )
}
