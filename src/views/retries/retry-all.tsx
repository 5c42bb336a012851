import type { RetryOperation } from '../../domain/retries/schemas.ts'
import { Cluster } from '../components/arrange.tsx'
import { ConfirmButton } from '../components/confirm-button.tsx'
import { formatNumber } from '../format-number.ts'
import { pluralize } from '../pluralize.ts'
import { type RetryView, retriesUrl } from './retry-views.ts'

const KINDS = [
  {
    operation: 'mockup_generation',
    noun: 'render',
    meaning:
      'Each costs a credit once it works, also where one was paid and its picture lost; a render that fails for certain costs nothing.',
  },
  {
    operation: 'product_publish',
    noun: 'publication',
    meaning: 'Nothing is published twice, however often it is tried.',
  },
] as const satisfies { operation: RetryOperation; noun: string; meaning: string }[]

export type RetryAllProps = {
  open: Record<RetryOperation, number>
  /** So many are started by one press. */
  most: number
  view: RetryView
}

/** One button for each kind of work of which several wait. */
export function RetryAll({ open, most, view }: RetryAllProps) {
  const kinds = KINDS.filter(({ operation }) => open[operation] > 1)
  if (kinds.length === 0) return null
  return (
    <Cluster>
      {kinds.map(({ operation, noun, meaning }) => (
        <ConfirmButton
          id={`all-${operation}`}
          label={`Retry all ${pluralize(open[operation], noun)}`}
          title={`Try ${pluralize(Math.min(open[operation], most), noun)} again?`}
          action={retriesUrl(view, '/retries/run-all')}
          values={{ operation_type: operation }}
          confirmLabel="Try again now"
          confirmVariant="primary"
          icon="retry"
        >
          <p>Those that need you are among them. {meaning}</p>
          {open[operation] > most ? (
            <p>One press starts {formatNumber(most)}, the longest waiting first.</p>
          ) : null}
        </ConfirmButton>
      ))}
    </Cluster>
  )
}
