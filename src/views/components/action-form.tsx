import type { Child } from 'hono/jsx'
import { Button, type ButtonSize, type ButtonVariant } from './button.tsx'
import type { IconName } from './icon.tsx'
import { useShortcut } from './shortcut.ts'
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
  values?: Record<string, string | readonly string[]>
  /** The key that presses it while its row or tile has the focus ("a", "r"). */
  shortcut?: string
  /** The id of the Results to swap, so that the place in the list is kept. */
  results?: string
  /** What leaves the list when it is pressed, as long as the server does not refuse. */
  decides?: 'item' | 'group'
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
  decides,
  label,
  ...button
}: ActionFormProps) {
  return (
    <form
      {...swapAttributes(results)}
      class="action-form"
      method="post"
      action={action}
      data-decides={decides}
    >
      {Object.entries(values).flatMap(([name, value]) =>
        [value].flat().map((one) => <input type="hidden" name={name} value={one} />),
      )}
      <Button
        {...button}
        title={children ? undefined : label}
        aria-label={label}
        {...useShortcut(shortcut)}
      >
        {children}
      </Button>
    </form>
  )
}
