import { Cluster } from '../components/arrange.tsx'
import { ConfirmButton } from '../components/confirm-button.tsx'
import { elementId } from '../components/field-id.ts'

export type SuspectActionsProps = {
  mockupId: string
  /** The page to come back to; the mockup's own when left out. */
  back?: 'suspects' | 'run'
  size?: 'small' | 'medium'
}

/** The two ways to decide a render without a clear answer; each says what it means. */
export function SuspectActions({ mockupId, back, size }: SuspectActionsProps) {
  const action = `/mockups/${mockupId}/suspect`
  const more: Record<string, string> = back ? { back } : {}
  return (
    <Cluster>
      <ConfirmButton
        id={elementId('render-again', mockupId)}
        label="Render again"
        title="Render it again?"
        action={action}
        values={{ decision: 'render_again', ...more }}
        confirmLabel="Render again for 1 credit"
        confirmVariant="primary"
        icon="retry"
        size={size}
      >
        <p>
          Choose this when the dashboard of Dynamic Mockups shows no charge for it. The credit set
          aside goes back, and a new one is held for a new try.
        </p>
      </ConfirmButton>
      <ConfirmButton
        id={elementId('count-as-paid', mockupId)}
        label="Count it as paid"
        title="Count it as paid?"
        action={action}
        values={{ decision: 'count_as_paid', ...more }}
        confirmLabel="Count 1 credit as paid"
        confirmVariant="primary"
        variant="quiet"
        size={size}
      >
        <p>
          Choose this when the dashboard shows the charge. The credit is spent and the picture is
          lost; trying again later costs another credit.
        </p>
      </ConfirmButton>
    </Cluster>
  )
}
