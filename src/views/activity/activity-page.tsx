import type { Page, Position } from '../../paging.ts'
import { EmptyState, NothingMatches } from '../components/empty-state.tsx'
import { Filters } from '../components/filters.tsx'
import { dayOf } from '../components/format-time.ts'
import { PageHeader } from '../components/page-header.tsx'
import { formatTotal } from '../components/page-range.ts'
import { Pager } from '../components/pager.tsx'
import { Results } from '../components/results.tsx'
import { useTimeZone } from '../components/time-zone.ts'
import { Layout, type PageFrame } from '../layout.tsx'
import { ActivityDay, type ShownActivity } from './activity-day.tsx'

type ActivityFilters = Position & { module?: string; reference_id?: string }

export type ActivityPageProps = {
  frame: PageFrame
  page: Omit<Page<unknown>, 'rows'> & { rows: readonly ShownActivity[] }
  filters: ActivityFilters
  modules: readonly string[]
  now: number
}

export function ActivityPage({ frame, page, filters, modules, now }: ActivityPageProps) {
  const filtered = Boolean(filters.module || filters.reference_id)
  return (
    <Layout {...frame} title="Activity" current="/activity">
      <PageHeader
        title="Activity"
        lead="Everything that was done, by you, by your API keys and by the hub itself."
      />
      {page.total > 0 || filtered ? (
        <Filters
          action="/activity"
          selects={[
            {
              name: 'module',
              label: 'Part of the hub',
              value: filters.module,
              emptyLabel: 'Everything',
              options: modules.map((module) => ({ value: module, label: capitalized(module) })),
            },
          ]}
          clearHref={filtered ? '/activity' : undefined}
        >
          {filters.reference_id ? (
            <input type="hidden" name="reference_id" value={filters.reference_id} />
          ) : null}
        </Filters>
      ) : null}
      <Results announce={formatTotal(page, 'entry', 'entries')}>
        <Days page={page} filtered={filtered} now={now} />
        <Pager {...page} path="/activity" query={{ ...filters }} />
      </Results>
    </Layout>
  )
}

function Days({
  page,
  filtered,
  now,
}: Pick<ActivityPageProps, 'page' | 'now'> & { filtered: boolean }) {
  const timeZone = useTimeZone()
  if (page.rows.length === 0 && filtered) {
    return <NothingMatches clearHref="/activity" noun="entries" />
  }
  if (page.rows.length === 0) {
    return (
      <EmptyState title="Nothing has happened yet" icon="activity">
        As soon as you upload artwork, render mockups or publish, it is noted here.
      </EmptyState>
    )
  }
  const days = Map.groupBy(page.rows, (row) => dayOf(Date.parse(row.created_at), timeZone))
  return [...days].map(([day, rows]) => <ActivityDay day={day} rows={rows} now={now} />)
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
