import type { RunSummary } from '../../domain/runs/list-runs.ts'
import type { Page } from '../../paging.ts'
import { ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { Pager } from '../components/pager.tsx'
import { Layout, type PageFrame } from '../layout.tsx'
import { pluralize } from '../pluralize.ts'
import { RunTable } from './run-table.tsx'

export type RunsPageProps = {
  frame: PageFrame
  page: Page<RunSummary>
  now: number
}

export function RunsPage({ frame, page, now }: RunsPageProps) {
  return (
    <Layout {...frame} title="Runs" current="/runs">
      <PageHeader
        title="Runs"
        lead="Each press of Generate, and how far its pictures have come."
        actions={
          page.total > 0 ? (
            <ButtonLink href="/generate" variant="primary" icon="spark">
              Generate mockups
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
  const polling = running ? { 'hx-trigger': 'every 4s' } : {}
  return (
    <section
      class="results"
      id="results"
      aria-label="Runs"
      hx-get={url}
      hx-select="#results"
      hx-target="this"
      hx-swap="outerMorph"
      {...polling}
    >
      {page.total === 0 ? (
        <EmptyState
          icon="run"
          title="No runs yet"
          action={
            <ButtonLink href="/generate" variant="primary">
              Generate mockups
            </ButtonLink>
          }
        >
          Choose artworks and rooms; each pair becomes a picture here while you watch.
        </EmptyState>
      ) : (
        <>
          <Card flush>
            <RunTable runs={page.rows} now={now} />
          </Card>
          <Pager {...page} path="/runs" />
          <p class="muted small">{pluralize(page.total, 'run')} in all</p>
        </>
      )}
    </section>
  )
}
