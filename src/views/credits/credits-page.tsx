import type { Credits } from '../../domain/credits/get-credits.ts'
import type { UsagePage } from '../../domain/credits/list-usage.ts'
import type { CreditOperation } from '../../domain/credits/schemas.ts'
import type { UsageSums } from '../../domain/credits/sum-usage.ts'
import { Columns } from '../components/arrange.tsx'
import { ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { EmptyState, NothingMatches } from '../components/empty-state.tsx'
import { Filters } from '../components/filters.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { Results } from '../components/results.tsx'
import { Stat, StatRow } from '../components/stat.tsx'
import { figure } from '../figure.ts'
import { Layout, type LayoutProps } from '../layout.tsx'
import type { SceneNames } from '../mockups/scene-words.ts'
import { CreditCard } from './credit-card.tsx'
import { operationWords } from './operation-words.ts'
import { UsageTable } from './usage-table.tsx'

export type CreditFilters = { month?: string; operation?: CreditOperation; before?: number }

export type CreditsPageProps = {
  frame: Pick<LayoutProps, 'user' | 'notices'>
  credits: Credits | undefined
  /** The month whose figures stand above the list, and their sums. */
  month: { name: string; sums: UsageSums }
  page: UsagePage
  names: SceneNames
  filters: CreditFilters
  months: readonly { value: string; label: string }[]
}

export function CreditsPage(props: CreditsPageProps) {
  const { frame, credits, month, page, filters, months, names } = props
  const { sums } = month
  return (
    <Layout {...frame} title="Credits" current="/credits">
      <PageHeader
        title="Credits"
        lead="One credit pays for one render. What failed for certain costs nothing."
      />
      <Columns aside={<CreditCard credits={credits} linked={false} />}>
        <StatRow>
          <Stat
            label={`Used in ${month.name}`}
            value={figure(sums.generation + sums.regeneration - sums.refund)}
          />
          <Stat label="Renders" value={figure(sums.generation)} />
          <Stat label="Rendered again" value={figure(sums.regeneration)} />
          <Stat label="Given back" value={figure(sums.refund)} />
        </StatRow>
        <Filters
          action="/credits"
          selects={[
            {
              name: 'month',
              label: 'Month',
              value: filters.month,
              emptyLabel: 'All Months',
              options: months,
            },
            {
              name: 'operation',
              label: 'Operation',
              value: filters.operation,
              emptyLabel: 'All Operations',
              options: Object.entries(operationWords).map(([value, { label }]) => ({
                value,
                label,
              })),
            },
          ]}
          clearHref={isFiltered(filters) ? '/credits' : undefined}
        />
        <Results announce={page.total === 1 ? '1 entry' : `${figure(page.total)} entries`}>
          <Entries page={page} filters={filters} names={names} />
        </Results>
      </Columns>
    </Layout>
  )
}

function Entries({ page, filters, names }: Pick<CreditsPageProps, 'page' | 'filters' | 'names'>) {
  if (page.rows.length === 0) {
    return isFiltered(filters) ? (
      <NothingMatches clearHref="/credits" noun="entries" />
    ) : (
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
  return (
    <>
      <Card flush>
        <UsageTable rows={page.rows} names={names} />
      </Card>
      <nav class="pager" aria-label="Pages">
        {filters.before ? (
          <a href={addressOf({ ...filters, before: undefined })}>Newest entries</a>
        ) : (
          <span />
        )}
        {page.next_before ? (
          <a href={addressOf({ ...filters, before: page.next_before })}>Older entries</a>
        ) : (
          <span>{page.total === 1 ? '1 entry' : `${figure(page.total)} entries in all`}</span>
        )}
      </nav>
    </>
  )
}

function addressOf({ month, operation, before }: CreditFilters): string {
  const query = new URLSearchParams()
  if (month) query.set('month', month)
  if (operation) query.set('operation', operation)
  if (before) query.set('before', String(before))
  return query.size > 0 ? `/credits?${query}` : '/credits'
}

function isFiltered({ month, operation }: CreditFilters): boolean {
  return Boolean(month || operation)
}
