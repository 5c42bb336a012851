import type { UsagePage } from '../../domain/credits/read-statement.ts'
import { ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { EmptyState, NothingMatches } from '../components/empty-state.tsx'
import { Section } from '../components/section.tsx'
import type { SceneNames } from '../mockups/scene-label.ts'
import { type CreditFilters, creditsUrl, isFiltered } from './credits-url.ts'
import { UsageTable } from './usage-table.tsx'
import { creditWords } from './words.ts'

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
      title={creditWords.entries}
      lead={page.total > mostInFile ? creditWords.fileIsCut(mostInFile) : undefined}
      actions={
        <ButtonLink href={creditsUrl({ ...filters, before: undefined }, '/credits.csv')} download>
          {creditWords.download}
        </ButtonLink>
      }
    >
      <Card flush>
        <UsageTable rows={page.rows} names={names} />
      </Card>
      <nav class="pager" aria-label={creditWords.pages}>
        {filters.before ? (
          <a href={creditsUrl({ ...filters, before: undefined })}>{creditWords.newest}</a>
        ) : (
          <span />
        )}
        {page.next_before ? (
          <a href={creditsUrl({ ...filters, before: page.next_before })}>{creditWords.older}</a>
        ) : (
          <span>{creditWords.inAll(page.total)}</span>
        )}
      </nav>
    </Section>
  )
}

function NoEntries({ filters }: Pick<EntriesProps, 'filters'>) {
  if (filters.before) {
    const newest = creditsUrl({ ...filters, before: undefined })
    return <NothingMatches clearHref={newest} noun={creditWords.noun} />
  }
  if (isFiltered(filters)) return <NothingMatches clearHref="/credits" noun={creditWords.noun} />
  return (
    <EmptyState
      icon="credit"
      title={creditWords.none}
      action={
        <ButtonLink href="/generate" variant="primary">
          {creditWords.generate}
        </ButtonLink>
      }
    >
      {creditWords.noneText}
    </EmptyState>
  )
}
