import { ActionForm } from '../components/action-form.tsx'
import { Cluster } from '../components/arrange.tsx'
import { Card } from '../components/card.tsx'
import { ConfirmButton } from '../components/confirm-button.tsx'
import { DataTable } from '../components/data-table.tsx'
import { elementId } from '../components/field-id.ts'
import { Section } from '../components/section.tsx'
import { failureWords } from '../components/status-words.ts'
import { TimeAgo } from '../components/time-ago.tsx'
import { type SceneNames, sceneWords } from '../mockups/scene-words.ts'
import { SuspectActions } from '../suspects/suspect-actions.tsx'
import { type FailureCourse, failureCourses } from './failure-words.ts'
import type { ShownPair } from './run-matrix.tsx'

export type FailuresProps = {
  pairs: readonly ShownPair[]
  names: SceneNames
  now: number
}

/** The pairs that failed: why, and what happens next. */
export function Failures({ pairs, names, now }: FailuresProps) {
  if (pairs.length === 0) return null
  return (
    <Section title="What failed" lead="None of these cost a credit, unless it says so.">
      <Card flush>
        <DataTable
          caption="Pairs that failed"
          rows={pairs}
          columns={[
            {
              key: 'pair',
              header: 'Pair',
              primary: true,
              cell: ({ mockup, asset }) => (
                <a href={`/mockups/${mockup.id}`}>
                  {asset.title}, {sceneWords(names, mockup.scene)}
                </a>
              ),
            },
            { key: 'why', header: 'Reason', cell: (pair) => <Reason pair={pair} /> },
            { key: 'next', header: 'Next try', narrow: true, cell: (pair) => nextTry(pair, now) },
            {
              key: 'act',
              header: 'Try again',
              hideHeader: true,
              cell: (pair) => <TryAgain pair={pair} />,
            },
          ]}
        />
      </Card>
    </Section>
  )
}

function Reason({ pair: { mockup } }: { pair: ShownPair }) {
  const { failure_code, error_message } = mockup
  return (
    <span>
      {failure_code ? failureWords[failure_code] : 'It could not be rendered'}
      {error_message ? <span class="muted small"> · {error_message}</span> : null}
    </span>
  )
}

function courseOf({ mockup }: ShownPair): FailureCourse {
  return failureCourses[mockup.failure_code ?? 'vendor']
}

function nextTry(pair: ShownPair, now: number) {
  const { next_attempt_at } = pair.mockup
  if (next_attempt_at) return <TimeAgo at={next_attempt_at} now={now} />
  return <span class="muted">{courseOf(pair).next}</span>
}

function TryAgain({ pair }: { pair: ShownPair }) {
  const { id, failure_code } = pair.mockup
  if (failure_code === 'suspect') return <SuspectActions mockupId={id} back="run" size="small" />
  if (failure_code === 'lost') return <PayAgain id={id} />
  return (
    <Cluster>
      <ActionForm
        action={`/mockups/${id}/retry`}
        values={{ back: 'run' }}
        size="small"
        icon="retry"
      >
        {courseOf(pair).action}
      </ActionForm>
      {failure_code === 'parked' ? <a href="/integrations">Mend the connection</a> : null}
      {failure_code === 'budget' ? <a href="/settings">Change the budget</a> : null}
    </Cluster>
  )
}

/** The credit is gone: to spend another is asked first. */
function PayAgain({ id }: { id: string }) {
  return (
    <ConfirmButton
      id={elementId('pay-again', id)}
      label="Pay again"
      title="Render it again?"
      action={`/mockups/${id}/retry`}
      values={{ back: 'run' }}
      confirmLabel="Render again for 1 credit"
      confirmVariant="primary"
      size="small"
      icon="retry"
    >
      <p>The first credit is spent and its picture cannot be fetched. A new try costs another.</p>
    </ConfirmButton>
  )
}
