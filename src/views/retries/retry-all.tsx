import { RETRY_OPERATIONS, type RetryOperation } from '../../domain/retries/schemas.ts'
import { Cluster } from '../components/arrange.tsx'
import { ConfirmButton } from '../components/confirm-button.tsx'
import { type ProblemTab, problemsUrl } from '../problems/problems-url.ts'
import { retryWords as words } from './words.ts'

export type RetryAllProps = {
  open: Record<RetryOperation, number>
  /** So many are started by one press. */
  most: number
  /** The tab that the buttons return to. */
  tab: ProblemTab
}

/** One button for each kind of work of which several wait. */
export function RetryAll({ open, most, tab }: RetryAllProps) {
  const kinds = RETRY_OPERATIONS.filter((operation) => open[operation] > 1)
  if (kinds.length === 0) return null
  return (
    <Cluster>
      {kinds.map((operation) => (
        <ConfirmButton
          id={`all-${operation}`}
          label={words.all[operation].label(open[operation])}
          title={words.all[operation].title(Math.min(open[operation], most))}
          action={problemsUrl(tab, { path: '/retries/run-all' })}
          values={{ operation_type: operation }}
          confirmLabel={words.allConfirm}
          confirmVariant="primary"
          icon="retry"
        >
          <p>
            {words.allIncludes} {words.all[operation].text}
          </p>
          {open[operation] > most ? <p>{words.allAtMost(most)}</p> : null}
        </ConfirmButton>
      ))}
    </Cluster>
  )
}
