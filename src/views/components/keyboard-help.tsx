import { Button } from './button.tsx'
import { keyboardWords as words } from './words.ts'

/** Opened by the key `?`; says what the keys do on pages that use them. */
export function KeyboardHelp() {
  return (
    <dialog class="dialog" id="keyboard-help" aria-labelledby="keyboard-help-title">
      <form class="form" method="dialog">
        <h2 id="keyboard-help-title">{words.title}</h2>
        <dl class="keys">
          {words.keys.map(([key, meaning]) => (
            <div>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
        <div class="form-actions">
          <Button>{words.close}</Button>
        </div>
      </form>
    </dialog>
  )
}
