import { Button } from './button.tsx'
import { Notice } from './notice.tsx'
import { keptWords as words } from './words.ts'

/**
 * In a form with `keep`: public/kept-forms.js shows it where it has put back what was typed before
 * the form was left.
 */
export function KeptNotice() {
  return (
    <div data-kept-notice hidden>
      <Notice
        tone="sage"
        title={words.restored}
        action={
          <Button type="button" size="small" data-kept-discard>
            {words.discard}
          </Button>
        }
      >
        <p>{words.restoredText}</p>
      </Notice>
    </div>
  )
}
