const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const JUST_NOW_MS = 45 * SECOND_MS
const RELATIVE_LIMIT_MS = 30 * DAY_MS

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })
const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' })
const exact = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'medium',
  timeStyle: 'short',
  timeZone: 'UTC',
})

const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: 'UTC' })

/** "3 minutes ago", "in 2 hours", "yesterday"; a date when it is more than 30 days away. */
export function relativeTime(atMs: number, nowMs: number): string {
  const difference = atMs - nowMs
  const distance = Math.abs(difference)
  if (distance < JUST_NOW_MS) return difference > 0 ? 'in a moment' : 'just now'
  if (distance > RELATIVE_LIMIT_MS) return day.format(atMs)
  if (distance < HOUR_MS) return relative.format(rounded(difference, MINUTE_MS), 'minute')
  if (distance < DAY_MS) return relative.format(rounded(difference, HOUR_MS), 'hour')
  return relative.format(rounded(difference, DAY_MS), 'day')
}

/** Towards zero, but never to it: 50 seconds ago is a minute ago. */
function rounded(difference: number, unitMs: number): number {
  return Math.trunc(difference / unitMs) || Math.sign(difference)
}

/** "20 Nov 2026, 13:15 UTC" */
export function exactTime(atMs: number): string {
  return `${exact.format(atMs)} UTC`
}

/** "14:05 UTC" */
export function clockTime(atMs: number): string {
  return `${clock.format(atMs)} UTC`
}

/** "20 Nov 2026" */
export function formatDate(atMs: number): string {
  return day.format(atMs)
}
