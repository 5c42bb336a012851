import { createContext, useContext } from 'hono/jsx'

/** Whether the person has turned off the keys of single letters; the layout says. */
export const ShortcutsOff = createContext(false)

/** The attributes of what a key presses, unless keys are turned off. */
export function useShortcut(key: string | undefined) {
  const isOff = useContext(ShortcutsOff)
  return isOff || !key ? {} : { 'aria-keyshortcuts': key, 'data-shortcut': key }
}
