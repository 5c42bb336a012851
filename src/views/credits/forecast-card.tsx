import type { Forecast } from '../../domain/credits/forecast.ts'
import { Card } from '../components/card.tsx'
import { counted } from '../counted.ts'

export type ForecastCardProps = { forecast: Forecast; sentence: string; budget: number }

/** How long the budget lasts if the year goes on as it began. */
export function ForecastCard({ forecast, sentence, budget }: ForecastCardProps) {
  return (
    <Card title="Forecast">
      <p>{sentence}</p>
      {'expectedByYearEnd' in forecast ? (
        <p class="muted small figures">
          That makes about {counted(forecast.expectedByYearEnd, 'credit')} by the end of the year,
          of a budget of {counted(budget, 'credit')}.
        </p>
      ) : null}
      <p class="small">
        <a href="/settings">Change budget and soft limit</a>
      </p>
    </Card>
  )
}
