import type { Total } from '../../paging.ts'
import { formatNumber } from '../format-number.ts'
import { pluralize } from '../pluralize.ts'
import { fieldId } from './field-id.ts'
import { listWords as words } from './words.ts'

/** The name of the box: its value is how many were seen to match. */
export const MATCHING = 'matching'

export type SelectMatchingProps = Total & {
  /** The id of the form, whose URL has the filters. */
  form: string
  /** How many of them are on this page. */
  shown: number
  /** As many as can be changed at once. */
  most: number
  /** What is counted: "mockup" makes "3 mockups". */
  noun: string
  /** Hidden values that go along: filters that the form's URL does not have. */
  values?: Readonly<Record<string, string | undefined>>
}

/**
 * Within a BulkBar: selects all that match the filters, on all pages, with how many they are. With
 * a script it shows once the whole page is selected; where all are on the page, not at all.
 */
export function SelectMatching(props: SelectMatchingProps) {
  const { form, shown, most, noun, values = {}, total, total_at_least } = props
  if (total <= shown && !total_at_least) return null
  if (total > most || total_at_least) {
    return (
      <p class="select-matching small">
        {words.tooMany(pluralize(total, noun), total_at_least === true, formatNumber(most))}
      </p>
    )
  }
  const id = fieldId(MATCHING, { scope: form })
  return (
    <label class="choice select-matching" for={id}>
      <input type="checkbox" id={id} name={MATCHING} value={total} data-select-matching />
      <span>{words.selectMatching(formatNumber(total))}</span>
      {Object.entries(values).map(([name, value]) =>
        value ? <input type="hidden" name={name} value={value} /> : null,
      )}
    </label>
  )
}
