import type { MockupView } from '../../domain/mockups/mockup-view.ts'
import { isDecidable } from '../../domain/review/decide-mockups.ts'
import { isUnfinished } from '../../domain/runs/run-progress.ts'
import { isRefundable } from '../../domain/suspects/refund-mockup.ts'
import { ReasonField } from '../approvals/reason-field.tsx'
import { Decided, type DecidedProps } from '../approvals/review-tile.tsx'
import { ActionForm } from '../components/action-form.tsx'
import { Cluster } from '../components/arrange.tsx'
import { Button, ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { ConfirmButton } from '../components/confirm-button.tsx'
import { Form, FormActions } from '../components/form.tsx'
import { useShortcut } from '../components/shortcut.ts'
import { TextArea } from '../components/text-area.tsx'
import { MAX_REASON_CHARACTERS } from './gallery-bar.tsx'
import type { MockupPlace } from './mockups-url.ts'
import { TryAgain } from './try-again.tsx'
import { placementWords, mockupWords as words } from './words.ts'

/** The id of what is swapped of a mockup's page. */
export const MOCKUP_PART = 'mockup'

export type Refused = { reason: string; reason_code?: string | undefined; error?: string }

export type DecisionProps = {
  view: MockupView
  place: MockupPlace
  /** Who decided, and why. */
  decided: DecidedProps['item']
  /** Whether this person can take their decision back. */
  canReopen: boolean
  refused?: Refused
  now: number
}

/** Approve or reject, with a reason. A decision may be changed. */
export function Decision({ view, place, decided: by, canReopen, refused, now }: DecisionProps) {
  const { id, status } = view.mockup
  if (!isDecidable(status)) return null
  const { decide, decided } = words.page
  const title = status === 'approved' || status === 'rejected' ? decided[status] : decide
  return (
    <Card title={title} data-judge>
      <Decided item={by} now={now} />
      <Form
        action={place.urlOf(id, '/approve')}
        label={decide}
        decides={place.list === 'review' ? 'page' : undefined}
      >
        <input type="hidden" name="seen" value={status} />
        {status === 'rejected' ? null : <ReasonField value={refused?.reason_code} />}
        <TextArea
          name="reason"
          label={words.reason}
          optional
          rows={2}
          maxlength={MAX_REASON_CHARACTERS}
          value={refused?.reason}
          error={refused?.error}
        />
        <FormActions>
          <Button
            variant="primary"
            icon="approval"
            disabled={status === 'approved'}
            {...useShortcut('a')}
          >
            {status === 'approved' ? decided.approved : words.approve}
          </Button>
          <Button
            formaction={place.urlOf(id, '/reject')}
            disabled={status === 'rejected'}
            {...useShortcut('r')}
          >
            {status === 'rejected' ? decided.rejected : words.reject}
          </Button>
        </FormActions>
      </Form>
      <Cluster>
        {status === 'rejected' ? (
          <ButtonLink href={place.urlOf(id, '/regenerate')} icon="retry" size="small">
            {words.regenerate.placed}
          </ButtonLink>
        ) : null}
        {canReopen ? (
          <ActionForm
            action={place.urlOf(id, '/reopen')}
            size="small"
            variant="quiet"
            results={MOCKUP_PART}
          >
            {words.reopen.label}
          </ActionForm>
        ) : null}
      </Cluster>
    </Card>
  )
}

export type MockupActionsProps = {
  view: MockupView
  place: MockupPlace
  /** Chosen when the page was made: a second press asks for the same work. */
  groupId: string
  download: string | null
}

/** What else can be done with a mockup. */
export function MockupActions({ view, place, groupId, download }: MockupActionsProps) {
  const { mockup, asset } = view
  const { id, status, failure_code } = mockup
  return (
    <Cluster>
      {status === 'failed' && failure_code !== 'suspect' ? (
        <TryAgain mockup={mockup} variant="primary" />
      ) : null}
      {isRefundable(mockup) ? (
        <ConfirmButton
          id="refund"
          label={words.refund.label}
          title={words.refund.title}
          action={`/mockups/${id}/refund`}
          confirmLabel={words.refund.confirm}
          confirmVariant="primary"
          variant="quiet"
          icon="credit"
        >
          <p>{words.refund.body}</p>
        </ConfirmButton>
      ) : null}
      {download ? (
        <ButtonLink href={download} variant="quiet" download>
          {words.page.download}
        </ButtonLink>
      ) : null}
      {isDecidable(status) ? (
        <ConfirmButton
          id="regenerate"
          label={words.regenerate.label}
          title={words.regenerate.title}
          action={`/mockups/${id}/regenerate`}
          values={{ group_id: groupId }}
          confirmLabel={words.regenerate.confirm}
          confirmVariant="primary"
          variant="quiet"
          icon="retry"
        >
          <p>{words.regenerate.body(asset.title)}</p>
        </ConfirmButton>
      ) : null}
      {isDecidable(status) && status !== 'rejected' ? (
        <ButtonLink href={place.urlOf(id, '/regenerate')} variant="quiet">
          {placementWords.open}
        </ButtonLink>
      ) : null}
      {status === 'generating' ? null : (
        <ConfirmButton
          id="delete"
          label={words.remove.label}
          title={words.remove.title}
          action={`/mockups/${id}/delete`}
          variant="quiet"
        >
          <p>{removalOf(status)}</p>
        </ConfirmButton>
      )}
    </Cluster>
  )
}

function removalOf(status: MockupView['mockup']['status']): string {
  if (isUnfinished(status)) return words.remove.unrendered
  return isDecidable(status) ? words.remove.rendered : words.remove.failed
}
