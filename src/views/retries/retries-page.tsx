import type { Page } from '../../paging.ts'
import { Card } from '../components/card.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { formatTotal } from '../components/page-range.ts'
import { Pager } from '../components/pager.tsx'
import { Results } from '../components/results.tsx'
import { Tabs } from '../components/tabs.tsx'
import { formatCounted } from '../format-number.ts'
import { Layout, type PageFrame } from '../layout.tsx'
import { RetriesTable, type ShownRetry } from './retries-table.tsx'
import { RetryAll, type RetryAllProps } from './retry-all.tsx'
import { RETRY_VIEWS, type RetryView, retriesUrl } from './retry-views.ts'

export type RetriesPageProps = {
  frame: PageFrame
  page: Omit<Page<unknown>, 'rows'> & { rows: readonly ShownRetry[] }
  view: RetryView
  counts: Record<RetryView, number>
  all: Pick<RetryAllProps, 'open' | 'most'>
  now: number
}

export function RetriesPage({ frame, page, view, counts, all, now }: RetriesPageProps) {
  return (
    <Layout {...frame} title="Retries" current="/retries">
      <PageHeader
        title="Retries"
        lead="Work that failed. The hub tries again by itself, waiting longer each time; you can try now, or give up."
        actions={<RetryAll {...all} view={view} />}
      />
      <Results announce={formatTotal(page, 'retry', 'retries')}>
        <Tabs
          label="Retries by state"
          items={RETRY_VIEWS.map(({ name, label }) => ({
            href: retriesUrl(name),
            label,
            count: name === 'due' ? formatCounted(counts.due) : counts[name],
            current: name === view,
          }))}
        />
        {page.rows.length === 0 ? (
          <Nothing view={view} />
        ) : (
          <Card flush>
            <RetriesTable rows={page.rows} view={view} now={now} />
          </Card>
        )}
        <Pager {...page} path="/retries" query={{ show: view }} />
      </Results>
    </Layout>
  )
}

function Nothing({ view }: { view: RetryView }) {
  const labels = RETRY_VIEWS.find(({ name }) => name === view)
  return (
    <EmptyState title={labels?.emptyTitle ?? 'Nothing here'} icon="retry">
      {labels?.emptyText}
    </EmptyState>
  )
}
