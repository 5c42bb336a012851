import type { Credits } from '../../domain/credits/get-credits.ts'
import type { Overview } from '../../domain/overview/read-overview.ts'
import { Card } from '../components/card.tsx'
import { DefinitionList } from '../components/definition-list.tsx'
import { formatPeriod } from '../credits/format-period.ts'
import { formatCounted, formatNumber } from '../format-number.ts'
import { homeWords } from './words.ts'

export type MonthCardProps = {
  month: Overview['month']
  /** Absent while the ledger does not answer. */
  credits: Credits | undefined
  now: number
}

/** What came of the present month; what is not read is said to be not known. */
export function MonthCard({ month, credits, now }: MonthCardProps) {
  const date = new Date(now)
  const figures = (n: string) => <span class="figures">{n}</span>
  return (
    <Card title={formatPeriod({ year: date.getUTCFullYear(), month: date.getUTCMonth() + 1 })}>
      <div class="month-figures">
        <DefinitionList
          items={[
            { term: homeWords.made, description: figures(formatNumber(month.made)) },
            { term: homeWords.approved, description: figures(formatNumber(month.approved)) },
            { term: homeWords.published, description: figures(formatCounted(month.published)) },
            {
              term: homeWords.creditsUsed,
              description: credits ? (
                figures(formatNumber(credits.monthly_used))
              ) : (
                <Unknown why={homeWords.creditsNotRead} />
              ),
            },
            { term: homeWords.revenue, description: <Unknown why={homeWords.revenueNotRead} /> },
          ]}
        />
      </div>
    </Card>
  )
}

function Unknown({ why }: { why: string }) {
  return (
    <span class="muted" title={why}>
      {homeWords.notKnown}
    </span>
  )
}
