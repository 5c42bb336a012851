import type { Child } from 'hono/jsx'
import { Button, type ButtonSize, type ButtonVariant } from './button.tsx'
import type { IconName } from './icon.tsx'
import { swapAttributes } from './swap-attributes.ts'

export type ActionFormProps = {
  action: string
  children?: Child
  variant?: ButtonVariant
  size?: ButtonSize
  icon?: IconName
  disabled?: boolean
  /** What it is about, where the page has several of the same name: "Breathe in Bedroom". */
  about?: string
  /** Hidden values sent along. */
  values?: Record<string, string>
  /** The key that presses it while its row or tile has the focus ("a", "r"). */
  shortcut?: string
  /** The id of the Results to swap, so that the place in the list is kept. */
  results?: string
  /** Names the thing too, where several buttons of a page say the same: "Archive Quiet Is Enough". */
  label?: string
}

/** One button that posts: approve, publish, retry. */
export function ActionForm({
  action,
  values = {},
  children,
  shortcut,
  results,
  label,
  ...button
}: ActionFormProps) {
  return (
    <form {...swapAttributes(results)} class="action-form" method="post" action={action}>
      {Object.entries(values).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <Button {...button} aria-label={label} aria-keyshortcuts={shortcut} data-shortcut={shortcut}>
        {children}
      </Button>
    </form>
  )
}
