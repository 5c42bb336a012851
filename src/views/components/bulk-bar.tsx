import type { Child } from 'hono/jsx'
import { Button, type ButtonVariant } from './button.tsx'
import { useShortcut } from './shortcut.ts'
import { swapAttributes } from './swap-attributes.ts'
import { listWords as words } from './words.ts'

export type BulkAction = {
  label: string
  name?: string
  value?: string
  variant?: ButtonVariant
  formaction?: string
  /** The key that presses it ("a", "r"). */
  shortcut?: string
  /** How many must be selected for it; any number without it. */
  of?: number
  /** It leads to another page. */
  leads?: boolean
}

export type BulkBarProps = {
  /** The id of the form: the checkboxes of the list name it in `form`. */
  id: string
  action: string
  /** None where `children` have buttons of their own. */
  actions: readonly BulkAction[]
  /** What is counted: "mockup" makes "3 mockups selected". */
  noun: string
  /** Further fields: a reason, a hidden way back. */
  children?: Child
  /** The id of the Results to swap; the bar is inside them. */
  results?: string
}

/** The form behind a list with checkboxes: sticks to the bottom, counts, acts on all at once. */
export function BulkBar({ id, action, actions, noun, children, results }: BulkBarProps) {
  return (
    <form
      {...swapAttributes(results)}
      class="bulk-bar"
      id={id}
      method="post"
      action={action}
      data-bulk={noun}
    >
      <label class="choice bulk-all" data-scripted>
        <input type="checkbox" data-select-all />
        <span>{words.selectAll}</span>
      </label>
      <output class="bulk-count" data-bulk-count>
        {words.choose(noun)}
      </output>
      {children}
      {actions.length > 0 ? (
        <div class="cluster bulk-actions">
          {actions.map((action) => (
            <BulkButton {...action} />
          ))}
        </div>
      ) : null}
    </form>
  )
}

function BulkButton({ label, shortcut, of, leads, ...button }: BulkAction) {
  return (
    <Button {...button} {...useShortcut(shortcut)} size="small" data-of={of} data-whole={leads}>
      {label}
    </Button>
  )
}
