// Offsets such as `+01:00`, which some runtimes take too, know no summer time.
const NAMED = /^[A-Za-z]/

/**
 * An IANA time zone in its usual spelling (`europe/berlin` is `Europe/Berlin`), or undefined where
 * there is none of this name.
 */
export function parseTimeZone(typed: string): string | undefined {
  const name = typed.trim()
  if (!NAMED.test(name)) return undefined
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions()
    // An alias keeps its name: Asia/Kolkata does not come back as Asia/Calcutta.
    return timeZone.toLowerCase() === name.toLowerCase() ? timeZone : name
  } catch {
    return undefined
  }
}

/** When a day (`2026-11-20`) begins in a time zone, in milliseconds. */
export function startOfDay(day: string, timeZone: string): number {
  const inUtc = Date.parse(`${day}T00:00:00Z`)
  const first = inUtc - offsetAt(inUtc, timeZone)
  const begin = inUtc - offsetAt(first, timeZone)
  // Where the clocks skip midnight, the day begins when they are put forward.
  return offsetAt(begin, timeZone) === offsetAt(first, timeZone) ? begin : Math.max(first, begin)
}

/** How far the clocks are ahead of UTC, in milliseconds. */
function offsetAt(atMs: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  const parts = new Map(format.formatToParts(atMs).map(({ type, value }) => [type, Number(value)]))
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0
  const local = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  )
  return local - atMs
}
