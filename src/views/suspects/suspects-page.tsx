import { ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { DefinitionList } from '../components/definition-list.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { Results } from '../components/results.tsx'
import { Layout, type PageFrame } from '../layout.tsx'
import { pluralize } from '../pluralize.ts'
import { SuspectsTable, type SuspectsTableProps } from './suspects-table.tsx'

export type SuspectsPageProps = SuspectsTableProps & {
  frame: PageFrame
  /** After so many hours a render counts as paid by itself. */
  hours: number
}

export function SuspectsPage({ frame, hours, ...table }: SuspectsPageProps) {
  return (
    <Layout {...frame} title="Suspect renders" current="/suspects">
      <PageHeader
        title="Suspect renders"
        lead="Renders that were asked for and never answered clearly. Each may have been charged."
      />
      <Results announce={`${pluralize(table.rows.length, 'suspect render')} to decide`}>
        {table.rows.length === 0 ? (
          <EmptyState
            icon="approval"
            title="Nothing to decide"
            action={<ButtonLink href="/credits">See the statement</ButtonLink>}
          >
            Every render so far has a clear answer: it was paid for, or it cost nothing.
          </EmptyState>
        ) : (
          <>
            <HowToDecide hours={hours} />
            <Card flush>
              <SuspectsTable {...table} />
            </Card>
          </>
        )}
      </Results>
    </Layout>
  )
}

function HowToDecide({ hours }: { hours: number }) {
  return (
    <Card title="How to decide" lead="Look up the render in the dashboard of Dynamic Mockups.">
      <DefinitionList
        items={[
          {
            term: 'It shows no charge',
            description:
              'Render again. The credit set aside goes back, and a new one is held for a new try.',
          },
          {
            term: 'It shows the charge',
            description: 'Count it as paid. The credit is spent, and the picture is lost.',
          },
          {
            term: 'You leave it',
            description: `After ${hours} hours it counts as paid by itself, and the hub says so.`,
          },
        ]}
      />
    </Card>
  )
}
