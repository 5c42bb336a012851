import type { Forecast } from '../../domain/credits/forecast.ts'
import type { Credits } from '../../domain/credits/get-credits.ts'
import { Card } from '../components/card.tsx'
import { DefinitionList } from '../components/definition-list.tsx'
import { formatNumber } from '../format-number.ts'
import { problemsUrl } from '../problems/problems-url.ts'
import { creditWords } from './words.ts'

export type ForecastCardProps = { forecast: Forecast; sentence: string; credits: Credits }

/** How long the budget lasts if the year continues as it began. */
export function ForecastCard({ forecast, sentence, credits }: ForecastCardProps) {
  return (
    <Card title={creditWords.forecast}>
      <p>{sentence}</p>
      {'expectedByYearEnd' in forecast ? (
        <p class="muted small figures">
          {creditWords.expected(forecast.expectedByYearEnd, credits.annual_budget)}
        </p>
      ) : null}
      <DefinitionList
        items={[
          { term: creditWords.heldTerm, description: formatNumber(credits.held) },
          {
            term: creditWords.unconfirmedTerm,
            description: <a href={problemsUrl('suspects')}>{formatNumber(credits.suspect)}</a>,
          },
        ]}
      />
      <p class="small">
        <a href="/settings">{creditWords.changeBudget}</a>
      </p>
    </Card>
  )
}
