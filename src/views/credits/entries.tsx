import type { UsagePage } from '../../domain/credits/read-statement.ts'
import { ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { EmptyState, NothingMatches } from '../components/empty-state.tsx'
import { Section } from '../components/section.tsx'
import { formatNumber } from '../format-number.ts'
import type { SceneNames } from '../mockups/scene-label.ts'
import { pluralize } from '../pluralize.ts'
import { type CreditFilters, creditsUrl, isFiltered } from './credits-url.ts'
import { UsageTable } from './usage-table.tsx'

export type EntriesProps = {
  page: UsagePage
  filters: CreditFilters
  names: SceneNames
  mostInFile: number
}

/** The entries that match, and the same as a file. */
export function Entries({ page, filters, names, mostInFile }: EntriesProps) {
  if (page.rows.length === 0) return <NoEntries filters={filters} />
  return (
    <Section
      title="Entries"
      lead={
        page.total > mostInFile
          ? `The file holds the newest ${formatNumber(mostInFile)}; choose a period for older ones.`
          : undefined
      }
      actions={
        <ButtonLink href={creditsUrl({ ...filters, before: undefined }, '/credits.csv')} download>
          Download CSV
        </ButtonLink>
      }
    >
      <Card flush>
        <UsageTable rows={page.rows} names={names} />
      </Card>
      <nav class="pager" aria-label="Pages">
        {filters.before ? (
          <a href={creditsUrl({ ...filters, before: undefined })}>Newest entries</a>
        ) : (
          <span />
        )}
        {page.next_before ? (
          <a href={creditsUrl({ ...filters, before: page.next_before })}>Older entries</a>
        ) : (
          <span>{pluralize(page.total, 'entry', 'entries')} in all</span>
        )}
      </nav>
    </Section>
  )
}

function NoEntries({ filters }: Pick<EntriesProps, 'filters'>) {
  if (filters.before) {
    const newest = creditsUrl({ ...filters, before: undefined })
    return <NothingMatches clearHref={newest} noun="entries" />
  }
  if (isFiltered(filters)) return <NothingMatches clearHref="/credits" noun="entries" />
  return (
    <EmptyState
      icon="credit"
      title="No credits used yet"
      action={
        <ButtonLink href="/generate" variant="primary">
          Generate mockups
        </ButtonLink>
      }
    >
      Each render that was paid for gets a line here, with the balance before and after.
    </EmptyState>
  )
}
