import { expect, test } from 'vitest'
import {
  DYNAMIC_MOCKUPS_RATE,
  healthOf,
  type LimiterState,
  NEW_LIMITER,
  report,
  SHOPIFY_RATE,
  take,
} from './core.ts'

const NOW_MS = Date.UTC(2031, 0, 1)
/** A second between calls, three at once. */
const RATE = { callsPerMinute: 60, burstCalls: 3 }
const ANSWERED: LimiterState = { ...NEW_LIMITER, lastAnswerMs: NOW_MS }

function takeMany(state: LimiterState, calls: number, nowMs: number, rate = RATE) {
  const permits: string[] = []
  let now = state
  for (let n = 0; n < calls; n++) {
    const taken = take(now, rate, nowMs)
    permits.push(taken.permit.result === 'go' ? 'go' : taken.permit.reason)
    now = taken.state
  }
  return { permits, state: now }
}

function fail(state: LimiterState, times: number, nowMs: number): LimiterState {
  let now = state
  for (let n = 0; n < times; n++) now = report(now, { kind: 'failed' }, nowMs)
  return now
}

test('a burst goes through at once, and then calls come at the steady rate', () => {
  const burst = takeMany(ANSWERED, 4, NOW_MS)
  expect(burst.permits).toEqual(['go', 'go', 'go', 'rate'])
  expect(take(burst.state, RATE, NOW_MS).permit).toEqual({
    result: 'wait',
    waitMs: 1_000,
    reason: 'rate',
  })
  expect(take(burst.state, RATE, NOW_MS + 999).permit.result).toBe('wait')
  expect(takeMany(burst.state, 2, NOW_MS + 1_000).permits).toEqual(['go', 'rate'])
})

test('whoever has patience gets the next free moment, each one of their own', () => {
  const burst = takeMany(ANSWERED, 3, NOW_MS).state
  const first = take(burst, RATE, NOW_MS, 2_500)
  const second = take(first.state, RATE, NOW_MS, 2_500)
  const third = take(second.state, RATE, NOW_MS, 2_500)
  expect([first, second, third].map(({ permit }) => permit)).toEqual([
    { result: 'go', probe: false, waitMs: 1_000 },
    { result: 'go', probe: false, waitMs: 2_000 },
    { result: 'wait', waitMs: 3_000, reason: 'rate' },
  ])
})

test('patience is of no use where the vendor has asked to wait', () => {
  const state = report(ANSWERED, { kind: 'rate_limited', retryAfterMs: 2_000 }, NOW_MS)
  expect(take(state, RATE, NOW_MS, 5_000).permit).toMatchObject({ reason: 'told_to_wait' })
})

test('a fraction of a millisecond to wait is a whole one', () => {
  const rate = { callsPerMinute: 700, burstCalls: 1 }
  const { state } = take(ANSWERED, rate, NOW_MS)
  expect(take(state, rate, NOW_MS).permit).toMatchObject({ waitMs: 86 })
})

test('a refused call does not use up the rate', () => {
  const { state } = takeMany(ANSWERED, 3, NOW_MS)
  expect(take(state, RATE, NOW_MS).state).toEqual(state)
})

test.each([
  ['Dynamic Mockups', DYNAMIC_MOCKUPS_RATE, 300],
  ['Shopify', SHOPIFY_RATE, 2_440],
] as const)('%s is never called more often in any minute than its limit', (_name, rate, limit) => {
  let state = ANSWERED
  const calls: number[] = []
  for (let nowMs = NOW_MS; nowMs < NOW_MS + 120_000; nowMs += 25) {
    const taken = take(state, rate, nowMs)
    if (taken.permit.result === 'go') calls.push(nowMs)
    state = taken.state
  }
  const inWindow = calls.map(
    (from) => calls.filter((at) => at >= from && at < from + 60_000).length,
  )
  expect(Math.max(...inWindow)).toBeLessThanOrEqual(limit)
  expect(Math.max(...inWindow)).toBeGreaterThan(limit * 0.9)
})

test.each([
  [undefined, 10_000],
  [0, 1_000],
  [4_000, 4_000],
  [3_600_000, 600_000],
])('asked to wait %s ms, nothing is called for %s ms', (retryAfterMs, waitMs) => {
  const state = report(ANSWERED, { kind: 'rate_limited', retryAfterMs }, NOW_MS)
  expect(take(state, RATE, NOW_MS).permit).toEqual({
    result: 'wait',
    waitMs,
    reason: 'told_to_wait',
  })
  expect(take(state, RATE, NOW_MS + waitMs).permit.result).toBe('go')
})

test('a shorter wait does not shorten a longer one', () => {
  const long = report(ANSWERED, { kind: 'rate_limited', retryAfterMs: 60_000 }, NOW_MS)
  const both = report(long, { kind: 'rate_limited', retryAfterMs: 2_000 }, NOW_MS)
  expect(both.blockedUntilMs).toBe(NOW_MS + 60_000)
})

test('five failures in a row open the breaker for 30 seconds; an answer between them does not', () => {
  expect(healthOf(fail(ANSWERED, 4, NOW_MS), NOW_MS)).toEqual({
    state: 'closed',
    untilMs: 0,
    failures: 4,
  })
  const open = fail(ANSWERED, 5, NOW_MS)
  expect(healthOf(open, NOW_MS)).toEqual({
    state: 'open',
    untilMs: NOW_MS + 30_000,
    failures: 5,
  })
  expect(take(open, RATE, NOW_MS + 1_000).permit).toEqual({
    result: 'wait',
    waitMs: 29_000,
    reason: 'breaker',
  })
  const answered = report(fail(ANSWERED, 4, NOW_MS), { kind: 'answered' }, NOW_MS)
  expect(healthOf(fail(answered, 4, NOW_MS), NOW_MS).state).toBe('closed')
})

test('after the silence one call looks, and the others wait for it', () => {
  const open = fail(ANSWERED, 5, NOW_MS)
  const laterMs = NOW_MS + 30_000
  expect(healthOf(open, laterMs)).toEqual({ state: 'half_open', untilMs: 0, failures: 5 })
  const first = take(open, RATE, laterMs)
  expect(first.permit).toEqual({ result: 'go', probe: true, waitMs: 0 })
  expect(healthOf(first.state, laterMs).untilMs).toBe(laterMs + 30_000)
  expect(take(first.state, RATE, laterMs + 10_000).permit).toEqual({
    result: 'wait',
    waitMs: 20_000,
    reason: 'breaker',
  })
  expect(take(first.state, RATE, laterMs + 30_000).permit).toEqual({
    result: 'go',
    probe: true,
    waitMs: 0,
  })
})

test('an answer closes the breaker and forgets what was before', () => {
  const open = fail(ANSWERED, 5, NOW_MS)
  const laterMs = NOW_MS + 30_000
  const probing = take(open, RATE, laterMs).state
  const closed = report(probing, { kind: 'answered' }, laterMs)
  expect(closed).toMatchObject({
    failures: 0,
    openings: 0,
    openUntilMs: 0,
    probeUntilMs: 0,
    lastAnswerMs: laterMs,
  })
  expect(takeMany(closed, 2, laterMs).permits).toEqual(['go', 'go'])
})

test('each opening lasts twice as long as the one before, up to five minutes', () => {
  let state = fail(ANSWERED, 5, NOW_MS)
  let nowMs = NOW_MS
  const lengths: number[] = []
  for (let n = 0; n < 6; n++) {
    lengths.push((state.openUntilMs - nowMs) / 1_000)
    nowMs = state.openUntilMs
    const probing = take(state, RATE, nowMs).state
    expect(probing.probeUntilMs).toBe(nowMs + 30_000)
    state = report(probing, { kind: 'failed' }, nowMs)
    expect(state.probeUntilMs).toBe(0)
  }
  expect(lengths).toEqual([30, 60, 120, 240, 300, 300])
})

test('calls that were under way when the breaker opened do not keep it open longer', () => {
  const open = fail(ANSWERED, 5, NOW_MS)
  const late = report(open, { kind: 'failed' }, NOW_MS + 29_999)
  expect(late).toEqual({ ...open, failures: 6 })
  const probe = report(open, { kind: 'failed' }, NOW_MS + 30_000)
  expect(probe.openUntilMs).toBe(NOW_MS + 30_000 + 60_000)
})

test('without an answer for a minute, a free call comes first', () => {
  expect(take(NEW_LIMITER, RATE, NOW_MS).permit).toEqual({ result: 'go', probe: true, waitMs: 0 })
  expect(take(ANSWERED, RATE, NOW_MS + 59_999).permit).toEqual({
    result: 'go',
    probe: false,
    waitMs: 0,
  })
  const quiet = take(ANSWERED, RATE, NOW_MS + 60_000)
  expect(quiet.permit).toEqual({ result: 'go', probe: true, waitMs: 0 })
  expect(quiet.state.probeUntilMs).toBe(0)
})

test('being asked to wait comes before the breaker, and the breaker before the rate', () => {
  const full = takeMany(ANSWERED, 3, NOW_MS).state
  const open = fail(full, 5, NOW_MS)
  const asked = report(open, { kind: 'rate_limited', retryAfterMs: 5_000 }, NOW_MS)
  const reason = (state: LimiterState) => {
    const { permit } = take(state, RATE, NOW_MS)
    return permit.result === 'wait' ? permit.reason : 'go'
  }
  expect([full, open, asked].map(reason)).toEqual(['rate', 'breaker', 'told_to_wait'])
})

test('an answer that says nothing new is noted every ten seconds', () => {
  const answer = (state: LimiterState, atMs: number) => report(state, { kind: 'answered' }, atMs)
  expect(answer(ANSWERED, NOW_MS + 9_000)).toBe(ANSWERED)
  expect(answer(ANSWERED, NOW_MS + 10_000).lastAnswerMs).toBe(NOW_MS + 10_000)
  const failed = fail(ANSWERED, 1, NOW_MS)
  expect(answer(failed, NOW_MS + 1_000)).toMatchObject({ failures: 0 })
})
