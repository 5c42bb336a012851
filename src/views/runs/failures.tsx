import { ActionForm } from '../components/action-form.tsx'
import { ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { DataTable } from '../components/data-table.tsx'
import { Section } from '../components/section.tsx'
import { failureWords } from '../components/status-words.ts'
import { TimeAgo } from '../components/time-ago.tsx'
import { type SceneNames, sceneWords } from '../mockups/scene-words.ts'
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
              narrow: true,
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

function nextTry({ mockup }: ShownPair, now: number) {
  if (mockup.next_attempt_at) return <TimeAgo at={mockup.next_attempt_at} now={now} />
  return <span class="muted">{mockup.failure_code === 'suspect' ? 'Yours to decide' : '—'}</span>
}

function TryAgain({ pair: { mockup } }: { pair: ShownPair }) {
  if (mockup.failure_code === 'suspect') {
    return (
      <ButtonLink href={`/mockups/${mockup.id}#suspect`} size="small">
        Decide
      </ButtonLink>
    )
  }
  return (
    <ActionForm
      action={`/mockups/${mockup.id}/retry`}
      values={{ back: 'run' }}
      size="small"
      icon="retry"
    >
      Try again
    </ActionForm>
  )
}
