const DAY_MS = 24 * 60 * 60_000

/** How long the budget lasts if the year goes on as it began. */
export type Forecast =
  | { result: 'nothing_used' }
  | { result: 'lasts_the_year'; expectedByYearEnd: number }
  | { result: 'ends_on'; date: Date; expectedByYearEnd: number }
  | { result: 'used_up' }

/**
 * Projects the pace of the UTC year so far. `used` and `remaining` are credits; a day that has
 * begun counts as far as it has gone, and at least one day is counted.
 */
export function forecast(used: number, remaining: number, nowMs: number): Forecast {
  if (remaining <= 0) return { result: 'used_up' }
  if (used <= 0) return { result: 'nothing_used' }
  const year = new Date(nowMs).getUTCFullYear()
  const startMs = Date.UTC(year, 0, 1)
  const endMs = Date.UTC(year + 1, 0, 1)
  const elapsedMs = Math.max(nowMs - startMs, DAY_MS)
  const perMs = used / elapsedMs
  const endsMs = nowMs + remaining / perMs
  const expectedByYearEnd = Math.round(used + perMs * (endMs - nowMs))
  if (endsMs >= endMs) return { result: 'lasts_the_year', expectedByYearEnd }
  return { result: 'ends_on', date: new Date(endsMs), expectedByYearEnd }
}

/** "At this pace the budget lasts until 12 October." */
export function paceSentence(known: Forecast): string {
  switch (known.result) {
    case 'used_up':
      return 'The annual budget is used up.'
    case 'nothing_used':
      return 'No credits have been used this year.'
    case 'lasts_the_year':
      return 'At this pace, the budget lasts all year.'
    case 'ends_on': {
      const date = known.date.toLocaleDateString('en-GB', {
        day: 'numeric',
        month: 'long',
        timeZone: 'UTC',
      })
      return `At this pace, the budget lasts until ${date}.`
    }
  }
}
