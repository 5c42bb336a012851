const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const JUST_NOW_MS = 45 * SECOND_MS
const RELATIVE_LIMIT_MS = 30 * DAY_MS

const LOCALE = 'en-GB'
const DAY = { day: 'numeric', month: 'short', year: 'numeric' } as const
const CLOCK = { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' } as const

type Formats = {
  day: Intl.DateTimeFormat
  exact: Intl.DateTimeFormat
  clock: Intl.DateTimeFormat
  weekday: Intl.DateTimeFormat
  isoDay: Intl.DateTimeFormat
}

/** More than there are names of time zones; a formatter takes far longer to make than to use. */
const MAX_ZONES_KEPT = 1_000
const formats = new Map<string, Formats>()
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })

/** "3 minutes ago", "in 2 hours", "yesterday"; a date when it is more than 30 days away. */
export function relativeTime(atMs: number, nowMs: number, timeZone: string): string {
  const difference = atMs - nowMs
  const distance = Math.abs(difference)
  if (distance < JUST_NOW_MS) return difference > 0 ? 'in a moment' : 'just now'
  if (distance > RELATIVE_LIMIT_MS) return formatDate(atMs, timeZone)
  if (distance < HOUR_MS) return relative.format(rounded(difference, MINUTE_MS), 'minute')
  if (distance < DAY_MS) return relative.format(rounded(difference, HOUR_MS), 'hour')
  return relative.format(rounded(difference, DAY_MS), 'day')
}

/** Towards zero, but never to it: 50 seconds ago is a minute ago. */
function rounded(difference: number, unitMs: number): number {
  return Math.trunc(difference / unitMs) || Math.sign(difference)
}

/** "20 Nov 2026, 14:15 CET" */
export function exactTime(atMs: number, timeZone: string): string {
  return formatsOf(timeZone).exact.format(atMs)
}

/** "14:05 CET" */
export function clockTime(atMs: number, timeZone: string): string {
  return formatsOf(timeZone).clock.format(atMs)
}

/** "20 Nov 2026" */
export function formatDate(atMs: number, timeZone: string): string {
  return formatsOf(timeZone).day.format(atMs)
}

/** "Friday 20 November 2026" */
export function formatDay(atMs: number, timeZone: string): string {
  return formatsOf(timeZone).weekday.format(atMs)
}

/** "2026-11-20": the same for all moments of one day in the time zone. */
export function dayOf(atMs: number, timeZone: string): string {
  return formatsOf(timeZone).isoDay.format(atMs)
}

function formatsOf(timeZone: string): Formats {
  const kept = formats.get(timeZone)
  if (kept) return kept
  if (formats.size >= MAX_ZONES_KEPT) formats.clear()
  const format = (options: Intl.DateTimeFormatOptions, locale = LOCALE) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone })
  const made = {
    day: format(DAY),
    exact: format({ ...DAY, ...CLOCK }),
    clock: format(CLOCK),
    weekday: format({ dateStyle: 'full' }),
    isoDay: format({ year: 'numeric', month: '2-digit', day: '2-digit' }, 'en-CA'),
  }
  formats.set(timeZone, made)
  return made
}
