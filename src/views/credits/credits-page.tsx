import type { Credits } from '../../domain/credits/get-credits.ts'
import type { Statement } from '../../domain/credits/read-statement.ts'
import { Columns, Stack } from '../components/arrange.tsx'
import { Card } from '../components/card.tsx'
import type { Collections } from '../components/collections.ts'
import { PageHeader } from '../components/page-header.tsx'
import { Results } from '../components/results.tsx'
import { Stat, StatRow } from '../components/stat.tsx'
import { formatNumber } from '../format-number.ts'
import { Layout, type PageFrame } from '../layout.tsx'
import type { SceneNames } from '../mockups/scene-label.ts'
import { CollectionShares } from './collection-shares.tsx'
import { CreditCard } from './credit-card.tsx'
import { type Choices, CreditFilterBar } from './credit-filter-bar.tsx'
import { type CreditFilters, isFiltered } from './credits-url.ts'
import { Entries } from './entries.tsx'
import { ForecastCard, type ForecastCardProps } from './forecast-card.tsx'
import { formatPeriod } from './format-period.ts'
import { MonthChart } from './month-chart.tsx'
import { MonthTable } from './month-table.tsx'
import { creditWords } from './words.ts'

export type CreditsPageProps = {
  frame: PageFrame
  /** Absent while the ledger does not answer. */
  credits: Credits | undefined
  forecast: ForecastCardProps | undefined
  statement: Statement
  /** Credits a month, as the pace that is aimed at. */
  softLimit: number
  names: SceneNames
  filters: CreditFilters
  collections: Collections
  periods: Choices
  /** The most entries that the file holds. */
  mostInFile: number
}

export function CreditsPage(props: CreditsPageProps) {
  const { frame, credits, forecast, statement, filters, periods, collections } = props
  const { page } = statement
  const first = page.total === 0 && !isFiltered(filters)
  const entries = (
    <Entries page={page} filters={filters} names={props.names} mostInFile={props.mostInFile} />
  )
  return (
    <Layout {...frame} title={creditWords.title} current="/credits">
      <PageHeader title={creditWords.title} lead={creditWords.lead} />
      {first ? null : <CreditFilterBar {...{ filters, periods, collections }} />}
      <Results announce={creditWords.found(page.total)}>
        <Columns
          aside={
            <>
              <CreditCard credits={credits} linked={false} />
              {forecast ? <ForecastCard {...forecast} /> : null}
            </>
          }
        >
          {first ? entries : <Figures {...props} />}
        </Columns>
        {first ? null : entries}
      </Results>
    </Layout>
  )
}

function Figures({ statement, filters, collections, softLimit }: CreditsPageProps) {
  const { year, months, ofYear, ofPeriod, shares } = statement
  const month = filters.period?.month
  const period = formatPeriod({ year, month })
  return (
    <Stack>
      <StatRow>
        <Stat label={creditWords.usedIn(period)} value={formatNumber(ofPeriod.used)} />
        <Stat label={creditWords.renders} value={formatNumber(ofPeriod.generation)} />
        <Stat label={creditWords.renderedAgain} value={formatNumber(ofPeriod.regeneration)} />
        <Stat label={creditWords.refunded} value={formatNumber(ofPeriod.refund)} />
      </StatRow>
      <Card title={creditWords.monthByMonth(year)} lead={creditWords.countedInUtc}>
        <div class="chart-and-table">
          <MonthChart year={year} months={months} limit={softLimit} />
          <MonthTable year={year} months={months} total={ofYear} />
        </div>
      </Card>
      <CollectionShares {...{ shares, collections, period }} />
    </Stack>
  )
}
