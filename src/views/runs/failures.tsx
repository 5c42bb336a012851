import { Cluster } from '../components/arrange.tsx'
import { Card } from '../components/card.tsx'
import { DataTable } from '../components/data-table.tsx'
import { Section } from '../components/section.tsx'
import { failureLabels } from '../components/status-labels.ts'
import { type SceneNames, sceneLabel } from '../mockups/scene-label.ts'
import { TryAgain } from '../mockups/try-again.tsx'
import { SuspectActions } from '../suspects/suspect-actions.tsx'
import { type FailureRemedy, failureRemedies } from './failure-remedies.ts'
import type { ShownPair } from './run-matrix.tsx'

export type FailuresProps = {
  pairs: readonly ShownPair[]
  names: SceneNames
}

/** The pairs that failed: why, and what happens next. */
export function Failures({ pairs, names }: FailuresProps) {
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
                  {asset.title}, {sceneLabel(names, mockup.scene)}
                </a>
              ),
            },
            { key: 'why', header: 'Reason', cell: (pair) => <Reason pair={pair} /> },
            {
              key: 'next',
              header: 'Next try',
              narrow: true,
              cell: (pair) => <span class="muted">{remedyOf(pair).next}</span>,
            },
            {
              key: 'act',
              header: 'Try again',
              hideHeader: true,
              cell: (pair) => <Remedy pair={pair} />,
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
      {failure_code ? failureLabels[failure_code] : 'It could not be rendered'}
      {error_message ? <span class="muted small"> · {error_message}</span> : null}
    </span>
  )
}

function remedyOf({ mockup }: ShownPair): FailureRemedy {
  return failureRemedies[mockup.failure_code ?? 'vendor']
}

function Remedy({ pair }: { pair: ShownPair }) {
  const { mockup } = pair
  const { id, failure_code } = mockup
  if (failure_code === 'suspect') return <SuspectActions mockupId={id} back="run" size="small" />
  return (
    <Cluster>
      <TryAgain
        mockup={mockup}
        label={remedyOf(pair).action ?? undefined}
        size="small"
        back="run"
      />
      {failure_code === 'parked' ? <a href="/integrations">Fix the connection</a> : null}
      {failure_code === 'budget' ? <a href="/settings">Change the budget</a> : null}
    </Cluster>
  )
}
