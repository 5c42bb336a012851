import { Cluster } from '../components/arrange.tsx'
import { ConfirmButton } from '../components/confirm-button.tsx'
import { elementId } from '../components/field-id.ts'
import { suspectWords as words } from './words.ts'

export type SuspectActionsProps = {
  mockupId: string
  /** What it is about, where the page has several: "Breathe in Bedroom". */
  about?: string
  /** The page to return to; the mockup's own when left out. */
  back?: 'suspects' | 'run'
  size?: 'small' | 'medium'
}

/** The two ways to decide a render without a clear answer; each says what it means. */
export function SuspectActions({ mockupId, about, back, size }: SuspectActionsProps) {
  const action = `/mockups/${mockupId}/suspect`
  const more: Record<string, string> = back ? { back } : {}
  return (
    <Cluster>
      <ConfirmButton
        id={elementId('render-again', mockupId)}
        label={words.again}
        title={words.againTitle}
        about={about}
        action={action}
        values={{ decision: 'render_again', ...more }}
        confirmLabel={words.againConfirm}
        confirmVariant="primary"
        icon="retry"
        size={size}
      >
        <p>{words.againText}</p>
      </ConfirmButton>
      <ConfirmButton
        id={elementId('count-as-paid', mockupId)}
        label={words.charged}
        title={words.chargedTitle}
        about={about}
        action={action}
        values={{ decision: 'count_as_paid', ...more }}
        confirmLabel={words.chargedConfirm}
        confirmVariant="primary"
        variant="quiet"
        size={size}
      >
        <p>{words.chargedText}</p>
      </ConfirmButton>
    </Cluster>
  )
}
