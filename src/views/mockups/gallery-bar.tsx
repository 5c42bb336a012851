import { MAX_SELECTED } from '../../selection.ts'
import { ReasonField } from '../approvals/reason-field.tsx'
import { BulkBar } from '../components/bulk-bar.tsx'
import { BulkQuestion } from '../components/bulk-question.tsx'
import { Button } from '../components/button.tsx'
import { SelectMatching } from '../components/select-matching.tsx'
import { useShortcut } from '../components/shortcut.ts'
import { TextField } from '../components/text-field.tsx'
import type { MockupsPageProps } from './mockups-page.tsx'
import { mockupsUrl } from './mockups-url.ts'
import { mockupWords as words } from './words.ts'

export const GALLERY_FORM = 'decide'
export const GALLERY_PART = 'results'
export const MAX_REASON_CHARACTERS = 500

type Props = Pick<MockupsPageProps, 'page' | 'filters' | 'refused'>

/** What is done with the selected mockups; what is done rarely is behind More. */
export function GalleryBar({ page, filters, refused }: Props) {
  const path = (below: string) => mockupsUrl(filters, {}, `/mockups/${below}`)
  return (
    <BulkBar
      id={GALLERY_FORM}
      action={path('decide')}
      noun={words.noun}
      results={GALLERY_PART}
      actions={[]}
    >
      {/* Enter in one of the boxes is no decision. */}
      <button type="submit" disabled hidden data-inert />
      <SelectMatching
        {...page}
        form={GALLERY_FORM}
        shown={page.rows.length}
        most={MAX_SELECTED}
        noun={words.noun}
      />
      <div class="cluster bulk-actions">
        <BulkQuestion
          name="reject"
          selected={words.bulk.selected}
          label={words.reject}
          title={words.rejectTitle}
          shortcut="r"
          undoable
          button={
            <Button name="decision" value="rejected" variant="primary" autofocus>
              {words.reject}
            </Button>
          }
        >
          <ReasonField scope={GALLERY_FORM} value={refused?.reason_code} />
          <TextField
            name="reason"
            label={words.reason}
            optional
            scope={GALLERY_FORM}
            maxlength={MAX_REASON_CHARACTERS}
            value={refused?.reason}
          />
        </BulkQuestion>
        <Button
          name="decision"
          value="approved"
          variant="primary"
          size="small"
          {...useShortcut('a')}
        >
          {words.approve}
        </Button>
        <details class="more-menu">
          <summary class="button button-secondary button-small">{words.more}</summary>
          <div class="more-menu-body">
            <Button size="small" variant="quiet" formaction={path('again')} data-whole>
              {words.bulk.again}
            </Button>
            <Button size="small" variant="quiet" formaction={path('use')} data-whole>
              {words.bulk.use}
            </Button>
            <Button size="small" variant="quiet" formaction={path('download')} data-whole>
              {words.bulk.download}
            </Button>
            <BulkQuestion
              name="delete"
              selected={words.bulk.selected}
              label={words.bulk.delete}
              title={words.bulk.deleteTitle}
              button={
                <Button formaction={path('delete')} variant="danger">
                  {words.bulk.delete}
                </Button>
              }
              variant="quiet"
            >
              <p>{words.bulk.deleteBody}</p>
            </BulkQuestion>
          </div>
        </details>
      </div>
    </BulkBar>
  )
}
