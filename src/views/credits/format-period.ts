const monthAndYear = new Intl.DateTimeFormat('en-GB', {
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
})
const shortMonth = new Intl.DateTimeFormat('en-GB', { month: 'short', timeZone: 'UTC' })

type Period = { year: number; month?: number | undefined }

/** `2026-11`, or `2026` for the whole year, as the URL has it. */
export function periodValue({ year, month }: Period): string {
  return month ? `${year}-${String(month).padStart(2, '0')}` : String(year)
}

/** "November 2026", or "2026" for the whole year. */
export function formatPeriod({ year, month }: Period): string {
  return month ? monthAndYear.format(Date.UTC(year, month - 1)) : String(year)
}

/** 11 → "Nov" */
export function formatMonth(month: number): string {
  return shortMonth.format(Date.UTC(2000, month - 1))
}
