import { ActionForm } from '../components/action-form.tsx'
import { Cluster } from '../components/arrange.tsx'
import { Card } from '../components/card.tsx'
import { ConfirmButton } from '../components/confirm-button.tsx'

/** A render without a clear answer: only a person can tell whether it was paid for. */
export function SuspectDecision({ id }: { id: string }) {
  const action = `/mockups/${id}/suspect`
  return (
    <Card
      id="suspect"
      title="Was it paid for?"
      lead="The vendor gave no clear answer. Its own account shows whether this render was charged; after a day it counts as paid."
    >
      <Cluster>
        <ConfirmButton
          id="render-again"
          label="Render again"
          title="Render it again?"
          action={action}
          values={{ decision: 'render_again' }}
          confirmLabel="Render again for 1 credit"
          confirmVariant="primary"
          icon="retry"
        >
          <p>The held credit goes back and a new one pays for a new try.</p>
        </ConfirmButton>
        <ActionForm action={action} values={{ decision: 'count_as_paid' }} variant="quiet">
          Count it as paid
        </ActionForm>
      </Cluster>
    </Card>
  )
}
