const FIRST_DELAY_MS = 60_000
const GROWTH = 3
const LONGEST_DELAY_MS = 6 * 60 * 60_000
// Spread, so that what failed together does not come back together.
const LEAST_SHARE = 0.75

/** Longer than a render or a publication waits in its queue; past it the work is begun again. */
export const RETRY_LEASE_MS = 15 * 60_000

/** After this many further attempts the work waits for a person. */
export const MAX_ATTEMPTS = 5

/**
 * How long to wait after `attempts` further attempts have failed (0: only the first one has):
 * 1, 3, 9, … minutes, at most 6 hours, each shortened by up to a quarter. `random` is 0–1.
 */
export function nextAttemptDelayMs(attempts: number, random: number): number {
  const whole = Math.min(FIRST_DELAY_MS * GROWTH ** attempts, LONGEST_DELAY_MS)
  return Math.round(whole * (LEAST_SHARE + (1 - LEAST_SHARE) * random))
}
