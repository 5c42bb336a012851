import { Button } from '../components/button.tsx'
import { fieldId } from '../components/field-id.ts'
import { TextField } from '../components/text-field.tsx'
import { reasonCodeLabels } from './reason-codes.ts'
import { reviewWords as words } from './words.ts'

const SCOPE = 'reject'
const MAX_REASON_CHARACTERS = 500

/**
 * Asks why something is rejected, once for all that a page shows: review.js opens it, and gives what
 * is chosen to the form that rejects.
 */
export function RejectDialog() {
  return (
    <dialog class="dialog reject-dialog" id="reject-dialog" aria-labelledby="reject-title">
      <form class="form" method="dialog">
        <h2 id="reject-title" data-title={words.rejectWhy.title}>
          {words.rejectWhy.title}
        </h2>
        <fieldset class="reason-codes">
          <legend class="visually-hidden">{words.reasonCode}</legend>
          {Object.entries(reasonCodeLabels).map(([code, { label }], index) => (
            <Code code={code} label={label} digit={index + 1} />
          ))}
        </fieldset>
        <TextField
          name="reason"
          label={words.reason}
          hideLabel
          scope={SCOPE}
          placeholder={words.rejectWhy.more}
          maxlength={MAX_REASON_CHARACTERS}
          autocomplete="off"
        />
        <div class="form-actions">
          <Button variant="primary" size="small">
            {words.reject}
          </Button>
          <Button type="button" variant="quiet" size="small" data-close>
            {words.rejectWhy.cancel}
          </Button>
          <span class="muted small reject-hint">{words.rejectWhy.hint}</span>
        </div>
      </form>
    </dialog>
  )
}

type CodeProps = { code: string; label: string; digit: number }

function Code({ code, label, digit }: CodeProps) {
  const id = fieldId('reason_code', { scope: SCOPE, value: code })
  return (
    <label class="reason-code" for={id}>
      <input class="visually-hidden" type="radio" id={id} name="reason_code" value={code} />
      <span class="reason-digit" aria-hidden="true">
        {digit}
      </span>
      {label}
    </label>
  )
}
