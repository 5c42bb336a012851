import { isRetriedWithOthers } from '../../domain/runs/run-progress.ts'
import { Cluster } from '../components/arrange.tsx'
import { Card } from '../components/card.tsx'
import { ConfirmButton } from '../components/confirm-button.tsx'
import { DataTable } from '../components/data-table.tsx'
import { Section } from '../components/section.tsx'
import { failureLabels } from '../components/status-labels.ts'
import type { SceneNames } from '../mockups/scene-label.ts'
import { TryAgain } from '../mockups/try-again.tsx'
import { SuspectActions } from '../suspects/suspect-actions.tsx'
import { pairColumn } from './pair-column.tsx'
import { NextTry } from './pair-note.tsx'
import type { ShownPair } from './run-matrix.tsx'
import { failureRemedies, runWords } from './words.ts'

export const FAILURES_ID = 'failed'

export type FailuresProps = {
  pairs: readonly ShownPair[]
  names: SceneNames
  now: number
  runId: string
}

/** The mockups that failed: why, and what happens next. */
export function Failures({ pairs, names, now, runId }: FailuresProps) {
  if (pairs.length === 0) return null
  return (
    <Section
      id={FAILURES_ID}
      title={runWords.failures}
      lead={runWords.failuresLead}
      actions={<RetryAll pairs={pairs} runId={runId} />}
    >
      <Card flush>
        <DataTable
          caption={runWords.failures}
          rows={pairs}
          rowId={({ mockup }) => `failed-${mockup.id}`}
          columns={[
            pairColumn(names),
            { key: 'why', header: runWords.reason, cell: (pair) => <Reason pair={pair} /> },
            {
              key: 'next',
              header: runWords.next,
              narrow: true,
              cell: (pair) => (
                <span class="muted">
                  <NextTry view={pair} now={now} />
                </span>
              ),
            },
            {
              key: 'act',
              header: runWords.retry,
              hideHeader: true,
              cell: (pair) => <Remedy pair={pair} />,
            },
          ]}
        />
      </Card>
    </Section>
  )
}

/** One that is alone has its own button. */
function RetryAll({ pairs, runId }: Pick<FailuresProps, 'pairs' | 'runId'>) {
  const n = pairs.filter(({ mockup }) => isRetriedWithOthers(mockup.failure_code)).length
  if (n < 2) return null
  return (
    <ConfirmButton
      id="retry-failed"
      label={runWords.retryAll(n)}
      title={runWords.retryAllTitle(n)}
      action={`/runs/${runId}/retry`}
      confirmLabel={runWords.retryAll(n)}
      confirmVariant="primary"
      icon="retry"
    >
      <p>{runWords.retryAllEffect(n)}</p>
    </ConfirmButton>
  )
}

function Reason({ pair: { mockup } }: { pair: ShownPair }) {
  const { failure_code, error_message } = mockup
  return (
    <span>
      {failure_code ? failureLabels[failure_code] : runWords.notRendered}
      {error_message ? <span class="muted small"> · {error_message}</span> : null}
    </span>
  )
}

function Remedy({ pair }: { pair: ShownPair }) {
  const { mockup } = pair
  const { id, failure_code } = mockup
  if (failure_code === 'suspect') return <SuspectActions mockupId={id} back="run" size="small" />
  const { action } = failureRemedies[failure_code ?? 'vendor']
  return (
    <Cluster>
      <TryAgain mockup={mockup} label={action ?? undefined} size="small" back="run" />
      {failure_code === 'parked' ? <a href="/integrations">{runWords.fixConnection}</a> : null}
      {failure_code === 'budget' ? <a href="/settings">{runWords.changeBudget}</a> : null}
    </Cluster>
  )
}
