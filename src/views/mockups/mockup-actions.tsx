import type { MockupView } from '../../domain/mockups/mockup-view.ts'
import { isUnfinished } from '../../domain/runs/run-progress.ts'
import { isRefundable } from '../../domain/suspects/refund-mockup.ts'
import { Cluster } from '../components/arrange.tsx'
import { Button, ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { ConfirmButton } from '../components/confirm-button.tsx'
import { Form, FormActions } from '../components/form.tsx'
import { TextArea } from '../components/text-area.tsx'
import { isDecidable } from './mockup-tile.tsx'
import { MAX_REASON_CHARACTERS } from './mockups-page.tsx'
import { TryAgain } from './try-again.tsx'

export type Refused = { reason: string; error: string }

/** Approve or reject, with a reason. A decision may be changed. */
export function Decision({ view, refused }: { view: MockupView; refused?: Refused }) {
  const { id, status } = view.mockup
  if (!isDecidable(status)) return null
  return (
    <Card title={status === 'completed' ? 'Is it good enough to sell with?' : 'Your decision'}>
      <Form action={`/mockups/${id}/approve`} label="Decision">
        <TextArea
          name="reason"
          label="Reason"
          optional
          rows={2}
          maxlength={MAX_REASON_CHARACTERS}
          value={refused?.reason}
          error={refused?.error}
        />
        <FormActions>
          <Button variant="primary" icon="approval" disabled={status === 'approved'}>
            {status === 'approved' ? 'Approved' : 'Approve'}
          </Button>
          <Button formaction={`/mockups/${id}/reject`} disabled={status === 'rejected'}>
            {status === 'rejected' ? 'Rejected' : 'Reject'}
          </Button>
        </FormActions>
      </Form>
    </Card>
  )
}

export type MockupActionsProps = {
  view: MockupView
  /** Chosen when the page was made: a second press asks for the same work. */
  groupId: string
  download: string | null
}

/** What else can be done with a mockup. */
export function MockupActions({ view, groupId, download }: MockupActionsProps) {
  const { mockup, asset } = view
  const { id, status, failure_code } = mockup
  return (
    <Cluster>
      {status === 'approved' ? (
        <ButtonLink href={`/products/new?asset=${asset.id}`} icon="product">
          Use in a product
        </ButtonLink>
      ) : null}
      {status === 'failed' && failure_code !== 'suspect' ? (
        <TryAgain mockup={mockup} variant="primary" />
      ) : null}
      {isRefundable(mockup) ? (
        <ConfirmButton
          id="refund"
          label="Record a refund"
          title="Has the credit been given back?"
          action={`/mockups/${id}/refund`}
          confirmLabel="Record 1 credit as given back"
          confirmVariant="primary"
          variant="quiet"
          icon="credit"
        >
          <p>
            Do this when Dynamic Mockups has given back the credit of this render. It is in the
            statement as an entry of its own.
          </p>
        </ConfirmButton>
      ) : null}
      {download ? (
        <ButtonLink href={download} variant="quiet" download>
          Download
        </ButtonLink>
      ) : null}
      {isDecidable(status) ? (
        <ConfirmButton
          id="regenerate"
          label="Regenerate"
          title="Render this picture again?"
          action={`/mockups/${id}/regenerate`}
          values={{ group_id: groupId }}
          confirmLabel="Render again for 1 credit"
          confirmVariant="primary"
          variant="quiet"
          icon="retry"
        >
          <p>
            It costs 1 credit and makes a new mockup of “{asset.title}”. This one stays as it is.
          </p>
        </ConfirmButton>
      ) : null}
      {status === 'generating' ? null : (
        <ConfirmButton
          id="delete"
          label="Delete"
          title="Delete this mockup?"
          action={`/mockups/${id}/delete`}
          variant="quiet"
        >
          <p>
            {isUnfinished(status)
              ? 'It is not rendered, and its credit goes back.'
              : 'Its files go with it. A credit that was spent stays spent; products keep the pictures they have.'}
          </p>
        </ConfirmButton>
      )}
    </Cluster>
  )
}
