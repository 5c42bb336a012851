import type { RunSummary } from '../../domain/runs/list-runs.ts'
import type { Page } from '../../paging.ts'
import { ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { liveAttributes } from '../components/live-attributes.ts'
import { PageHeader } from '../components/page-header.tsx'
import { Pager } from '../components/pager.tsx'
import { Layout, type PageFrame } from '../layout.tsx'
import { RunTable } from './run-table.tsx'
import { runWords } from './words.ts'

const EVERY_SECONDS = 4

export type RunsPageProps = {
  frame: PageFrame
  page: Page<RunSummary>
  now: number
}

export function RunsPage({ frame, page, now }: RunsPageProps) {
  return (
    <Layout {...frame} title={runWords.runs} current="/runs">
      <PageHeader
        title={runWords.runs}
        lead={runWords.runsLead}
        actions={
          page.total > 0 ? (
            <ButtonLink href="/generate" variant="primary" icon="spark">
              {runWords.generate}
            </ButtonLink>
          ) : null
        }
      />
      <RunList page={page} now={now} />
    </Layout>
  )
}

/** Fetches itself while one of its runs is under way; the last answer no longer asks. */
function RunList({ page, now }: Pick<RunsPageProps, 'page' | 'now'>) {
  const running = page.rows.some(({ progress }) => progress.status === 'running')
  const url = page.offset > 0 ? `/runs?offset=${page.offset}` : '/runs'
  return (
    <section
      {...liveAttributes('results', url, running ? EVERY_SECONDS : undefined)}
      class="results"
      id="results"
      aria-label={runWords.runs}
    >
      {page.total === 0 ? (
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
      ) : (
        <>
          <Card flush>
            <RunTable runs={page.rows} now={now} />
          </Card>
          <Pager {...page} path="/runs" />
          <p class="muted small">{runWords.inAll(page.total)}</p>
        </>
      )}
    </section>
  )
}
