import { Button } from './button.tsx'
import { keyboardWords as words } from './words.ts'

export type Shortcuts = {
  isOff: boolean
  /** The page that is shown: the switch returns to it. */
  here: string
}

/** Turns the keys of single letters off or on, in this browser. */
export function ShortcutSwitch({ isOff, here }: Shortcuts) {
  return (
    <form class="action-form" method="post" action="/account/shortcuts">
      <input type="hidden" name="shortcuts" value={isOff ? 'on' : 'off'} />
      <input type="hidden" name="back" value={here} />
      <Button size="small">{isOff ? words.turnOn : words.turnOff}</Button>
    </form>
  )
}
