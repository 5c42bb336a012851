import type { Page, Position } from '../../paging.ts'
import { capitalized } from '../components/capitalized.ts'
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
import { activityWords as words } from './words.ts'

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
    <Layout {...frame} title={words.title} current="/activity">
      <PageHeader title={words.title} lead={words.lead} />
      {page.total > 0 || filtered ? (
        <Filters
          action="/activity"
          selects={[
            {
              name: 'module',
              label: words.module,
              value: filters.module,
              emptyLabel: words.everything,
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
      <Results announce={formatTotal(page, words.entries.one, words.entries.many)}>
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
    return <NothingMatches clearHref="/activity" noun={words.entries.many} />
  }
  if (page.rows.length === 0) {
    return (
      <EmptyState title={words.nothing} icon="activity">
        {words.nothingText}
      </EmptyState>
    )
  }
  const days = Map.groupBy(page.rows, (row) => dayOf(Date.parse(row.created_at), timeZone))
  return [...days].map(([day, rows]) => <ActivityDay day={day} rows={rows} now={now} />)
}
