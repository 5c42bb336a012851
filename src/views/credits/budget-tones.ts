type BarTone = 'sage' | 'amber' | 'red'

const AMBER_FROM = 0.75
const RED_FROM = 0.9
const WARN_FROM = 0.8
const ABOVE_TARGET_FROM = 0.8
const FULL_FROM = 1

/** How much of a limit is used: 0 to 1 and beyond. Nothing is too much of a limit of nothing. */
export function shareOf(used: number, limit: number): number {
  if (limit > 0) return used / limit
  return used > 0 ? 1 : 0
}

/** The year's bar: amber from 75 %, red from 90 %; a warning from 80 %. */
export function annualTone(share: number): { tone: BarTone; warn: boolean } {
  const tone = share >= RED_FROM ? 'red' : share >= AMBER_FROM ? 'amber' : 'sage'
  return { tone, warn: share >= WARN_FROM }
}

/**
 * The month's pace: above target from 80 % of the soft limit; the bar turns amber at 100 %. Of a year
 * that is used up no month is on track.
 */
export function monthlyPace(
  share: number,
  yearShare = 0,
): {
  tone: BarTone
  label: 'On track' | 'Above target'
} {
  const isAbove = share >= ABOVE_TARGET_FROM || yearShare >= FULL_FROM
  return {
    tone: share >= FULL_FROM ? 'amber' : 'sage',
    label: isAbove ? 'Above target' : 'On track',
  }
}
