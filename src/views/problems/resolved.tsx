import { Card } from '../components/card.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { Filters } from '../components/filters.tsx'
import { Pager } from '../components/pager.tsx'
import type { SceneNames } from '../mockups/scene-label.ts'
import { RetriesTable } from '../retries/retries-table.tsx'
import type { RetryPage } from './needs-you.tsx'
import type { Resolution } from './problems-url.ts'
import { problemsWords as words } from './words.ts'

export type ResolvedProps = {
  status: Resolution
  page: RetryPage
  names: SceneNames
  now: number
}

/** Retries that are over: they worked, or somebody gave up on them. */
export function Resolved({ status, page, names, now }: ResolvedProps) {
  return (
    <>
      <Filters
        action="/problems"
        selects={[
          {
            name: 'status',
            label: words.resolvedHow,
            value: status === 'discarded' ? status : '',
            emptyLabel: words.succeeded,
            options: [{ value: 'discarded', label: words.discarded }],
          },
        ]}
      >
        <input type="hidden" name="tab" value="resolved" />
      </Filters>
      {page.rows.length === 0 ? (
        <EmptyState title={words.nothingResolved[status]} icon="retry">
          {words.nothingResolvedText[status]}
        </EmptyState>
      ) : (
        <Card flush>
          <RetriesTable rows={page.rows} names={names} tab="resolved" now={now} />
        </Card>
      )}
      <Pager {...page} path="/problems" query={{ tab: 'resolved', status }} />
    </>
  )
}
