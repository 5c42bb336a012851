import type { Child } from 'hono/jsx'
import { Button, type ButtonSize, type ButtonVariant } from './button.tsx'
import { elementId } from './field-id.ts'
import type { IconName } from './icon.tsx'
import { useShortcut } from './shortcut.ts'
import { swapAttributes } from './swap-attributes.ts'
import { formWords as words } from './words.ts'

export type ConfirmButtonProps = {
  /** Unique on the page: `elementId('delete', row.id)`. */
  id: string
  /** The button on the page, and the name of the action. */
  label: string
  /** The question: "Delete this quote?" */
  title: string
  /** What will happen, what will not. Fields may be here too. */
  children?: Child
  action: string
  /** The label of the deciding button; `label` when left out. */
  confirmLabel?: string
  variant?: ButtonVariant
  confirmVariant?: ButtonVariant
  size?: ButtonSize
  icon?: IconName
  /** Hidden values sent along. */
  values?: Record<string, string>
  disabled?: boolean
  /** What it is about, where the page has several of the same name: "Breathe in Bedroom". */
  about?: string
  /** The id of the Results to swap, so that the place in the list is kept. */
  results?: string
  /** The key that opens it while its row or tile has the focus. */
  shortcut?: string
}

/** A button that asks first. The question is a popover, so it needs no script. */
export function ConfirmButton(props: ConfirmButtonProps) {
  const { id, label, title, children, action, confirmLabel, values = {}, ...more } = props
  const titleId = elementId(id, 'title')
  return (
    <>
      <Button
        type="button"
        variant={more.variant ?? 'secondary'}
        size={more.size}
        icon={more.icon}
        disabled={more.disabled}
        about={more.about}
        popovertarget={id}
        aria-haspopup="dialog"
        {...useShortcut(more.shortcut)}
      >
        {label}
      </Button>
      <div class="dialog" id={id} popover="auto" role="dialog" aria-labelledby={titleId}>
        <form {...swapAttributes(props.results)} class="form" method="post" action={action}>
          <h2 id={titleId}>{title}</h2>
          {children ? <div class="dialog-body">{children}</div> : null}
          {Object.entries(values).map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <div class="form-actions">
            <Button variant={more.confirmVariant ?? 'danger'}>{confirmLabel ?? label}</Button>
            <Button type="button" variant="quiet" popovertarget={id} autofocus>
              {words.cancel}
            </Button>
          </div>
        </form>
      </div>
    </>
  )
}
