/** Time comes from here, so that tests can set it. */
export type Clock = { now(): number }

export const systemClock: Clock = { now: () => Date.now() }

/** ISO 8601 in UTC with milliseconds: how every time is stored; it sorts as text. */
export function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}

/** The UTC year and month (1–12) of an instant. */
export function utcMonth(milliseconds: number): { year: number; month: number } {
  const date = new Date(milliseconds)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1 }
}
