/**
 * The rules of the credit ledger, without I/O. A credit is held before a paid call and ends posted
 * (spent), voided (given back), expired (never used) or suspect (nobody knows). Every rule takes
 * what is stored and answers a step: the named result, the hold as it is to be stored, and the
 * moves between accounts. Times are milliseconds since the epoch; a hold is one credit.
 */
export type HoldState = 'pending' | 'in_flight' | 'posted' | 'voided' | 'expired' | 'suspect'
export type Account = 'available' | 'pending' | 'suspect' | 'posted'
export type PaidOperation = 'generation' | 'regeneration'

export type Hold = {
  /** `<mockupId>.<attempt>`: used once, by the message, the row and the ledger alike. */
  attemptId: string
  /** Rises when an expired hold is reserved anew; the expired one stays as it was. */
  round: number
  mockupId: string
  groupId: string
  /** What picture this pays for; null when it must be paid for whatever exists. */
  pictureKey: string | null
  operation: PaidOperation
  state: HoldState
  /** UTC year and month that are charged: those of the reservation. */
  year: number
  month: number
  expiresAtMs: number
  /** Fencing token: rises with each begin, and only its newest holder is heard. */
  token: number
  leaseUntilMs: number
  callStarted: boolean
  /** Paid calls started so far. */
  calls: number
  /** Of these, the ones that the vendor refused with a definite, free error. */
  failures: number
  exportUrl: string | null
  note: string | null
  changedAtMs: number
}

export type Move = { from: Account; to: Account; year: number }
export type Step<Result> = { result: Result; hold?: Hold; moves: Move[]; settled?: PaidOperation }

export type Balance = { year: number; pending: number; suspect: number; posted: number }

const UNCONFIRMED_TTL_MS = 5 * 60_000
export const CONFIRMED_TTL_MS = 24 * 60 * 60_000
const BEGIN_LEASE_MS = 30_000
/** A started call keeps its lease for its own timeout and this much more. */
const CALL_LEASE_MARGIN_MS = 15_000

/** Credits that may still be reserved under a budget; never below 0. */
export function remaining(balance: Balance, budget: number): number {
  return Math.max(0, budget - taken(balance))
}

/** Credits held or spent. */
export function taken(balance: Balance): number {
  return balance.pending + balance.suspect + balance.posted
}

export type ReserveItem = {
  attemptId: string
  mockupId: string
  pictureKey: string | null
  operation: PaidOperation
}

/** A new hold on one credit, not yet confirmed. */
export function reserve(
  item: ReserveItem,
  groupId: string,
  when: { year: number; month: number; nowMs: number },
): Step<undefined> & { hold: Hold } {
  const hold: Hold = {
    ...item,
    round: 1,
    groupId,
    state: 'pending',
    year: when.year,
    month: when.month,
    expiresAtMs: when.nowMs + UNCONFIRMED_TTL_MS,
    token: 0,
    leaseUntilMs: 0,
    callStarted: false,
    calls: 0,
    failures: 0,
    exportUrl: null,
    note: null,
    changedAtMs: when.nowMs,
  }
  return { result: undefined, hold, moves: [move('available', 'pending', when.year)] }
}

/**
 * What time alone did to a hold: a lease that lapsed before the paid call is free again, after it
 * nobody knows; a hold that was never begun expires. Comes before every other rule.
 */
export function lapse(hold: Hold, nowMs: number): Step<'lapsed' | 'unchanged'> {
  if (hold.state === 'in_flight' && hold.leaseUntilMs <= nowMs) {
    if (hold.callStarted) {
      const note = 'The call was started and never reported back'
      return step('lapsed', { ...hold, state: 'suspect', note, changedAtMs: nowMs }, [
        move('pending', 'suspect', hold.year),
      ])
    }
    const pending: Hold = { ...hold, state: 'pending', changedAtMs: nowMs }
    return hold.expiresAtMs <= nowMs ? expire(pending, nowMs) : step('lapsed', pending)
  }
  if (hold.state === 'pending' && hold.expiresAtMs <= nowMs) return expire(hold, nowMs)
  return { result: 'unchanged', moves: [] }
}

function expire(hold: Hold, nowMs: number): Step<'lapsed'> {
  return step('lapsed', { ...hold, state: 'expired', changedAtMs: nowMs }, [
    move('pending', 'available', hold.year),
  ])
}

/** Accepted work may wait long: a confirmed hold keeps its credit for a day. */
export function confirm(hold: Hold, nowMs: number): Step<'confirmed' | 'ended'> {
  if (hold.state === 'pending' || hold.state === 'in_flight') {
    return step('confirmed', { ...hold, expiresAtMs: nowMs + CONFIRMED_TTL_MS })
  }
  return { result: 'ended', moves: [] }
}

export type BeginResult =
  | { result: 'begun'; token: number; failures: number }
  | { result: 'leased'; untilMs: number }
  | { result: 'posted'; exportUrl: string | null }
  | { result: 'suspect'; note: string | null }
  | { result: 'voided'; note: string | null }
  | { result: 'insufficient'; remaining: number }
  | { result: 'unknown' }

/** Takes the right to make the paid call, for 30 seconds. An expired hold is reserved anew. */
export function begin(
  hold: Hold,
  now: { year: number; month: number; nowMs: number },
  balance: Balance,
  budget: number,
): Step<BeginResult> {
  switch (hold.state) {
    case 'posted':
      return { result: { result: 'posted', exportUrl: hold.exportUrl }, moves: [] }
    case 'suspect':
      return { result: { result: 'suspect', note: hold.note }, moves: [] }
    case 'voided':
      return { result: { result: 'voided', note: hold.note }, moves: [] }
    case 'in_flight':
      return { result: { result: 'leased', untilMs: hold.leaseUntilMs }, moves: [] }
    case 'pending':
      return begun(hold, now.nowMs, [])
    case 'expired': {
      const left = remaining(balance, budget)
      if (left < 1) return { result: { result: 'insufficient', remaining: left }, moves: [] }
      const anew: Hold = {
        ...hold,
        round: hold.round + 1,
        year: now.year,
        month: now.month,
        expiresAtMs: now.nowMs + CONFIRMED_TTL_MS,
      }
      return begun(anew, now.nowMs, [move('available', 'pending', now.year)])
    }
  }
}

function begun(hold: Hold, nowMs: number, moves: Move[]): Step<BeginResult> {
  const next: Hold = {
    ...hold,
    state: 'in_flight',
    token: hold.token + 1,
    leaseUntilMs: nowMs + BEGIN_LEASE_MS,
    callStarted: false,
    changedAtMs: nowMs,
  }
  return step({ result: 'begun', token: next.token, failures: next.failures }, next, moves)
}

/** Made durable before the paid call: from here on silence means "nobody knows". */
export function callStarted(
  hold: Hold,
  token: number,
  timeoutMs: number,
  nowMs: number,
): Step<'started' | 'stale'> {
  if (hold.state !== 'in_flight' || hold.token !== token) return stale()
  if (hold.callStarted) return { result: 'started', moves: [] }
  const leaseUntilMs = nowMs + timeoutMs + CALL_LEASE_MARGIN_MS
  return step('started', {
    ...hold,
    callStarted: true,
    calls: hold.calls + 1,
    leaseUntilMs,
    changedAtMs: nowMs,
  })
}

/** The vendor rendered: the credit is spent, and the link is kept with it. */
export function charged(
  hold: Hold,
  token: number,
  exportUrl: string,
  nowMs: number,
): Step<'charged' | 'stale'> {
  if (hold.token !== token) return stale()
  if (hold.state === 'posted' && hold.exportUrl === exportUrl)
    return { result: 'charged', moves: [] }
  if (hold.state !== 'in_flight' || !hold.callStarted) return stale()
  return {
    ...step('charged', { ...hold, state: 'posted', exportUrl, changedAtMs: nowMs }, [
      move('pending', 'posted', hold.year),
    ]),
    settled: hold.operation,
  }
}

/**
 * What is to become of a credit whose call was proven free: `wait` keeps it and forgets the call
 * (not even begun, or told to come back later), `again` keeps it and counts a failed try, `give_back`
 * ends it.
 */
export type FreeEnd = 'wait' | 'again' | 'give_back'

/** The call was proven free, or never made. */
export function notCharged(
  hold: Hold,
  token: number,
  end: FreeEnd,
  note: string,
  nowMs: number,
): Step<'kept' | 'given_back' | 'stale'> {
  if (hold.token !== token) return stale()
  if (hold.state === 'pending' && end !== 'give_back') return { result: 'kept', moves: [] }
  if (hold.state === 'voided' && end === 'give_back') return { result: 'given_back', moves: [] }
  if (hold.state !== 'in_flight') return stale()
  const failures = hold.failures + (end === 'wait' ? 0 : 1)
  const ended: Hold = { ...hold, failures, note, callStarted: false, changedAtMs: nowMs }
  if (end !== 'give_back') return step('kept', { ...ended, state: 'pending' })
  return step('given_back', { ...ended, state: 'voided' }, [
    move('pending', 'available', hold.year),
  ])
}

/** The call ended without an answer that proves anything: the credit stays held. */
export function unknown(
  hold: Hold,
  token: number,
  note: string,
  nowMs: number,
): Step<'suspect' | 'stale'> {
  if (hold.token !== token) return stale()
  if (hold.state === 'suspect') return { result: 'suspect', moves: [] }
  if (hold.state !== 'in_flight' || !hold.callStarted) return stale()
  return step('suspect', { ...hold, state: 'suspect', note, changedAtMs: nowMs }, [
    move('pending', 'suspect', hold.year),
  ])
}

/** Gives back a credit nobody has begun to use; what is in flight finishes. */
export function release(
  hold: Hold,
  note: string,
  nowMs: number,
): Step<'released' | 'in_flight' | 'ended'> {
  if (hold.state === 'in_flight') return { result: 'in_flight', moves: [] }
  if (hold.state !== 'pending') return { result: 'ended', moves: [] }
  return step('released', { ...hold, state: 'voided', note, changedAtMs: nowMs }, [
    move('pending', 'available', hold.year),
  ])
}

/**
 * The same for work that was never written down: as if its time had run out, so that the request
 * may be made again under its own ids and is then reserved anew.
 */
export function withdraw(
  hold: Hold,
  note: string,
  nowMs: number,
): Step<'released' | 'in_flight' | 'ended'> {
  const given = release(hold, note, nowMs)
  return given.hold ? { ...given, hold: { ...given.hold, state: 'expired' } } : given
}

/** A suspect render is decided: paid after all, or given back. Only once. */
export function resolveSuspect(
  hold: Hold,
  decision: 'post' | 'void',
  note: string,
  nowMs: number,
): Step<'posted' | 'voided' | 'not_suspect'> {
  if (hold.state !== 'suspect') return { result: 'not_suspect', moves: [] }
  if (decision === 'void') {
    return step('voided', { ...hold, state: 'voided', note, changedAtMs: nowMs }, [
      move('suspect', 'available', hold.year),
    ])
  }
  return {
    ...step('posted', { ...hold, state: 'posted', note, changedAtMs: nowMs }, [
      move('suspect', 'posted', hold.year),
    ]),
    settled: hold.operation,
  }
}

function step<Result>(result: Result, hold: Hold, moves: Move[] = []): Step<Result> {
  return { result, hold, moves }
}

function stale<Result>(): Step<Result | 'stale'> {
  return { result: 'stale', moves: [] }
}

function move(from: Account, to: Account, year: number): Move {
  return { from, to, year }
}
