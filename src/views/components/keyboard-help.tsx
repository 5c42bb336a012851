import { Button } from './button.tsx'
import { ShortcutSwitch, type Shortcuts } from './shortcut-switch.tsx'
import { keyboardWords as words } from './words.ts'

type Props = {
  /** The page has pictures to judge. */
  judging?: boolean
  /** None where nobody is signed in. */
  shortcuts?: Shortcuts
}

/** Opened by the key `?`; says what the keys do on this page. */
export function KeyboardHelp({ judging, shortcuts }: Props) {
  const groups = judging ? words.judging : words.lists
  return (
    <dialog class="dialog keyboard-help" id="keyboard-help" aria-labelledby="keyboard-help-title">
      <div class="form">
        <h2 id="keyboard-help-title">{words.title}</h2>
        {groups.map(({ title, keys }) => (
          <section class="keys-group">
            <h3 class="small">{title}</h3>
            <dl class="keys">
              {keys.map(([key, meaning]) => (
                <div>
                  <dt>
                    <kbd>{key}</kbd>
                  </dt>
                  <dd>{meaning}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <div class="cluster">
          <form method="dialog">
            <Button>{words.close}</Button>
          </form>
          {shortcuts ? <ShortcutSwitch {...shortcuts} /> : null}
        </div>
      </div>
    </dialog>
  )
}
