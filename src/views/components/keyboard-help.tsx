import { Button } from './button.tsx'

const KEYS = [
  ['j', 'Next row or picture'],
  ['k', 'Previous row or picture'],
  ['← → ↑ ↓', 'Next to it, between pictures'],
  ['Enter', 'Open it'],
  ['x', 'Select it; with Shift, all up to it'],
  ['a', 'Approve it, or all that is selected'],
  ['Shift a', 'Approve all mockups of its artwork'],
  ['r', 'Reject it, or all that is selected'],
  ['/', 'Search on this page'],
  ['?', 'This help'],
] as const

/** Opened by the key `?`; says what the keys do on pages that use them. */
export function KeyboardHelp() {
  return (
    <dialog class="dialog" id="keyboard-help" aria-labelledby="keyboard-help-title">
      <form class="form" method="dialog">
        <h2 id="keyboard-help-title">Keyboard</h2>
        <dl class="keys">
          {KEYS.map(([key, meaning]) => (
            <div>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
        <div class="form-actions">
          <Button>Close</Button>
        </div>
      </form>
    </dialog>
  )
}
