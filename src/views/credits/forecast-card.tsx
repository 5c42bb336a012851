import type { Forecast } from '../../domain/credits/forecast.ts'
import type { Credits } from '../../domain/credits/get-credits.ts'
import { Card } from '../components/card.tsx'
import { DefinitionList } from '../components/definition-list.tsx'
import { formatNumber } from '../format-number.ts'
import { pluralize } from '../pluralize.ts'

export type ForecastCardProps = { forecast: Forecast; sentence: string; credits: Credits }

/** How long the budget lasts if the year continues as it began. */
export function ForecastCard({ forecast, sentence, credits }: ForecastCardProps) {
  return (
    <Card title="Forecast">
      <p>{sentence}</p>
      {'expectedByYearEnd' in forecast ? (
        <p class="muted small figures">
          That makes about {pluralize(forecast.expectedByYearEnd, 'credit')} by the end of the year,
          of a budget of {pluralize(credits.annual_budget, 'credit')}.
        </p>
      ) : null}
      <DefinitionList
        items={[
          { term: 'Held for renders under way', description: formatNumber(credits.held) },
          {
            term: 'Suspect, yours to decide',
            description: <a href="/suspects">{formatNumber(credits.suspect)}</a>,
          },
        ]}
      />
      <p class="small">
        <a href="/settings">Change budget and soft limit</a>
      </p>
    </Card>
  )
}
