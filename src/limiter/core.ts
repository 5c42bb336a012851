/**
 * The rules of one vendor credential, without I/O: how many calls a minute, when to stay silent,
 * and whom to let through first after a silence. All times are milliseconds since the epoch.
 */
export type LimiterState = {
  /** GCRA's theoretical arrival time of the next call. */
  tatMs: number
  /** No call before this: the vendor said so (429). */
  blockedUntilMs: number
  /** Failures in a row without an answer. */
  failures: number
  /** How often in a row the breaker opened; each opening lasts longer. */
  openings: number
  openUntilMs: number
  /** The one call that may look whether the vendor is back holds this until then. */
  probeUntilMs: number
  lastAnswerMs: number
}

export const NEW_LIMITER: LimiterState = {
  tatMs: 0,
  blockedUntilMs: 0,
  failures: 0,
  openings: 0,
  openUntilMs: 0,
  probeUntilMs: 0,
  lastAnswerMs: 0,
}

export type LimiterRate = { callsPerMinute: number; burstCalls: number }

// 300 a minute is the vendor's documented limit. A full burst and a minute at the steady rate
// must stay within it together: 20 + 276 = 296.
export const DYNAMIC_MOCKUPS_RATE: LimiterRate = { callsPerMinute: 276, burstCalls: 20 }
// Shopify throttles by cost (points.ts); this only keeps bursts small.
export const SHOPIFY_RATE: LimiterRate = { callsPerMinute: 2_400, burstCalls: 40 }

const MINUTE_MS = 60_000
const FAILURES_TO_OPEN = 5
const FIRST_OPEN_MS = 30_000
const LONGEST_OPEN_MS = 5 * MINUTE_MS
const PROBE_MS = 30_000
const DEFAULT_RETRY_AFTER_MS = 10_000
const LONGEST_RETRY_AFTER_MS = 10 * MINUTE_MS
/** Without an answered call for this long, a free call comes before a paid one. */
const QUIET_MS = MINUTE_MS
/** Answers that say nothing new are noted this often. */
const ANSWER_NOTED_MS = 10_000

export type Permit =
  | { result: 'go'; probe: boolean; waitMs: number }
  | { result: 'wait'; waitMs: number; reason: 'rate' | 'told_to_wait' | 'breaker' }

/**
 * May a call be made, now or after at most so long? Counts it when it may: it has the next free
 * moment to itself, and is made `waitMs` later.
 */
export function take(
  state: LimiterState,
  rate: LimiterRate,
  nowMs: number,
  patienceMs = 0,
): { permit: Permit; state: LimiterState } {
  if (nowMs < state.blockedUntilMs) {
    return refuse(state, state.blockedUntilMs - nowMs, 'told_to_wait')
  }
  if (nowMs < state.openUntilMs) return refuse(state, state.openUntilMs - nowMs, 'breaker')
  const halfOpen = state.openings > 0
  if (halfOpen && nowMs < state.probeUntilMs) {
    return refuse(state, state.probeUntilMs - nowMs, 'breaker')
  }
  const intervalMs = MINUTE_MS / rate.callsPerMinute
  const earliestMs = state.tatMs - intervalMs * (rate.burstCalls - 1)
  const waitMs = Math.max(0, Math.ceil(earliestMs - nowMs))
  if (waitMs > patienceMs) return refuse(state, waitMs, 'rate')
  const quiet = nowMs - state.lastAnswerMs >= QUIET_MS
  return {
    permit: { result: 'go', probe: halfOpen || quiet, waitMs },
    state: {
      ...state,
      tatMs: Math.max(state.tatMs, nowMs) + intervalMs,
      probeUntilMs: halfOpen ? nowMs + PROBE_MS : state.probeUntilMs,
    },
  }
}

function refuse(
  state: LimiterState,
  waitMs: number,
  reason: 'rate' | 'told_to_wait' | 'breaker',
): { permit: Permit; state: LimiterState } {
  return { permit: { result: 'wait', waitMs, reason }, state }
}

export type CallOutcome =
  | { kind: 'answered' }
  | { kind: 'failed' }
  | { kind: 'rate_limited'; retryAfterMs: number | undefined }

/** Learns from a finished call. The same state where there is nothing to learn. */
export function report(state: LimiterState, outcome: CallOutcome, nowMs: number): LimiterState {
  switch (outcome.kind) {
    case 'answered':
      if (isHealthy(state) && nowMs - state.lastAnswerMs < ANSWER_NOTED_MS) return state
      return {
        ...state,
        failures: 0,
        openings: 0,
        openUntilMs: 0,
        probeUntilMs: 0,
        lastAnswerMs: nowMs,
      }
    case 'rate_limited': {
      const askedMs = outcome.retryAfterMs ?? DEFAULT_RETRY_AFTER_MS
      const waitMs = Math.min(Math.max(askedMs, 1_000), LONGEST_RETRY_AFTER_MS)
      return { ...state, blockedUntilMs: Math.max(state.blockedUntilMs, nowMs + waitMs) }
    }
    case 'failed':
      return failed(state, nowMs)
  }
}

function isHealthy({ failures, openings, openUntilMs, probeUntilMs }: LimiterState): boolean {
  return failures === 0 && openings === 0 && openUntilMs === 0 && probeUntilMs === 0
}

function failed(state: LimiterState, nowMs: number): LimiterState {
  const failures = state.failures + 1
  const halfOpen = state.openings > 0
  // Calls that were under way when the breaker opened say nothing new.
  if (nowMs < state.openUntilMs) return { ...state, failures }
  if (!halfOpen && failures < FAILURES_TO_OPEN) return { ...state, failures }
  const openMs = Math.min(FIRST_OPEN_MS * 2 ** state.openings, LONGEST_OPEN_MS)
  return {
    ...state,
    failures,
    openings: state.openings + 1,
    openUntilMs: nowMs + openMs,
    probeUntilMs: 0,
  }
}

export type Health = { state: 'closed' | 'open' | 'half_open'; untilMs: number; failures: number }

/** What a page shows of the vendor. */
export function healthOf(state: LimiterState, nowMs: number): Health {
  const { failures } = state
  if (nowMs < state.openUntilMs) return { state: 'open', untilMs: state.openUntilMs, failures }
  if (state.openings > 0) return { state: 'half_open', untilMs: state.probeUntilMs, failures }
  return { state: 'closed', untilMs: 0, failures }
}
