import type { RunsPage as RunsOfPage } from '../../domain/runs/list-runs.ts'
import type { RunListQuery } from '../../domain/runs/schemas.ts'
import type { Position } from '../../paging.ts'
import { ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { liveAttributes } from '../components/live-attributes.ts'
import { PageHeader } from '../components/page-header.tsx'
import { Pager } from '../components/pager.tsx'
import { type Tab, Tabs } from '../components/tabs.tsx'
import { urlWith } from '../components/url-with.ts'
import { formatCounted } from '../format-number.ts'
import { Layout, type PageFrame } from '../layout.tsx'
import { RunTable, type ShownRun } from './run-table.tsx'
import { runWords } from './words.ts'

type RunState = NonNullable<RunListQuery['state']>

const STATES = ['running', 'needs_you', 'done'] as const satisfies readonly RunState[]
const EVERY_SECONDS = 4

type Filters = Position & { state?: RunState }

export type RunsPageProps = {
  frame: PageFrame
  page: Omit<RunsOfPage, 'rows'> & { rows: readonly ShownRun[] }
  filters: Filters
  now: number
}

export function RunsPage({ frame, page, filters, now }: RunsPageProps) {
  return (
    <Layout {...frame} title={runWords.runs} current="/runs">
      <PageHeader
        title={runWords.runs}
        lead={runWords.runsLead}
        actions={
          page.total > 0 || filters.state ? (
            <ButtonLink href="/generate" variant="primary" icon="spark">
              {runWords.generate}
            </ButtonLink>
          ) : null
        }
      />
      <RunList page={page} filters={filters} now={now} />
    </Layout>
  )
}

/** Fetches itself while one of its runs is under way; the last answer no longer asks. */
function RunList({ page, filters, now }: Omit<RunsPageProps, 'frame'>) {
  const running = page.rows.some(({ progress }) => progress.status === 'running')
  return (
    <section
      {...liveAttributes('results', urlWith('/runs', filters), running ? EVERY_SECONDS : undefined)}
      class="results"
      id="results"
      aria-label={runWords.runs}
      data-announce={filters.state ? runWords.inAll(page) : undefined}
    >
      {page.total === 0 && !filters.state ? (
        <NoRuns />
      ) : (
        <>
          <Tabs label={runWords.tabs} items={tabsOf(page.counts, filters.state)} />
          {page.total === 0 && filters.state ? (
            <EmptyState icon="run" title={runWords.noneOf[filters.state]}>
              {runWords.noneOfText[filters.state]}
            </EmptyState>
          ) : (
            <>
              <Card flush>
                <RunTable runs={page.rows} now={now} />
              </Card>
              <Pager {...page} path="/runs" query={filters} />
              <p class="muted small">{runWords.inAll(page)}</p>
            </>
          )}
        </>
      )}
    </section>
  )
}

function NoRuns() {
  return (
    <EmptyState
      icon="run"
      title={runWords.noRuns}
      action={
        <ButtonLink href="/generate" variant="primary">
          {runWords.generate}
        </ButtonLink>
      }
    >
      {runWords.noRunsText}
    </EmptyState>
  )
}

function tabsOf(counts: RunsOfPage['counts'], current: RunState | undefined): Tab[] {
  return [
    { href: '/runs', label: runWords.all, current: current === undefined },
    ...STATES.map((state) => ({
      href: `/runs?state=${state}`,
      label: runWords.states[state],
      count: state === 'done' ? undefined : formatCounted(counts[state]),
      current: current === state,
    })),
  ]
}
