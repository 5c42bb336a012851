import type { Child } from 'hono/jsx'
import { Button, type ButtonVariant } from './button.tsx'
import { elementId } from './field-id.ts'
import { useShortcut } from './shortcut.ts'
import { formWords as words } from './words.ts'

export type BulkQuestionProps = {
  /** Unique within the page. */
  name: string
  /** The button in the bar. */
  label: string
  title: string
  /** What stands for the number where there is no script: "The selected products". */
  selected: string
  /** The button that does it. */
  button: Child
  variant?: ButtonVariant
  /** The key that opens it. */
  shortcut?: string
  /** It can be undone: Enter does it. Otherwise Enter cancels. */
  undoable?: boolean
  children?: Child
}

/** A question within the form of a BulkBar, as a popover; without a script it names no number. */
export function BulkQuestion(props: BulkQuestionProps) {
  const { name, label, title, selected, button, variant, shortcut, undoable, children } = props
  const id = elementId('bulk', name)
  const titleId = elementId(id, 'title')
  return (
    <>
      <Button
        type="button"
        size="small"
        variant={variant}
        popovertarget={id}
        aria-haspopup="dialog"
        {...useShortcut(shortcut)}
      >
        {label}
      </Button>
      <div class="dialog" id={id} popover="auto" role="dialog" aria-labelledby={titleId}>
        <div class="form">
          <h2 id={titleId}>{title}</h2>
          <div class="dialog-body">
            <p>
              <strong data-bulk-count>{selected}</strong>
            </p>
            {children}
          </div>
          <div class="form-actions">
            {button}
            <Button type="button" variant="quiet" popovertarget={id} autofocus={!undoable}>
              {words.cancel}
            </Button>
          </div>
        </div>
      </div>
    </>
  )
}
