import { describe, expect, it } from 'vitest'
import { MAX_ATTEMPTS, nextAttemptDelayMs } from './retry-policy.ts'

const MINUTE = 60_000

describe('the delay before the next attempt', () => {
  it('triples from one minute', () => {
    expect([0, 1, 2, 3].map((n) => nextAttemptDelayMs(n, 1))).toEqual([
      MINUTE,
      3 * MINUTE,
      9 * MINUTE,
      27 * MINUTE,
    ])
  })

  it('is never longer than six hours', () => {
    expect(nextAttemptDelayMs(50, 1)).toBe(360 * MINUTE)
  })

  it('is shortened by up to a quarter, and never to nothing', () => {
    expect(nextAttemptDelayMs(0, 0)).toBe(0.75 * MINUTE)
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      expect(nextAttemptDelayMs(attempt, 0)).toBeGreaterThan(0)
    }
  })
})
