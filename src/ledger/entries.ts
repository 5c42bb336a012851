/**
 * The rules of the credit ledger, without I/O. A credit is held before a paid call and ends posted
 * (spent), voided (given back), expired (never used) or suspect (nobody knows). Every rule takes
 * what is stored and answers a step: the named result, the hold to store, and the moves between
 * accounts. `claims` is how many mockups still want the attempt. Times are milliseconds since the
 * epoch; a hold is one credit.
 */
export type HoldState = 'pending' | 'in_flight' | 'posted' | 'voided' | 'expired' | 'suspect'
export type Account = 'available' | 'pending' | 'suspect' | 'posted'
export type PaidOperation = 'generation' | 'regeneration'

export type Hold = {
  /** `<pictureId>.<attempt>`: used once, by the message, the row and the ledger alike. */
  attemptId: string
  pictureId: string
  /** 1 for the picture's first attempt. */
  attempt: number
  /** Pays when no claim is left to. */
  firstMockupId: string
  /** The picture is gone or lost: the next request for it pays again. */
  closed: boolean
  operation: PaidOperation
  state: HoldState
  /** UTC year and month that are charged: those of the reservation. */
  year: number
  month: number
  /** Fencing token: rises with each begin, and only its newest holder is heard. */
  token: number
  leaseUntilMs: number
  /** Whether the newest token's call was started. */
  callStarted: boolean
  /** Paid calls started so far. */
  calls: number
  /** Of these, the ones that the vendor refused with a definite, free error. */
  failures: number
  exportUrl: string | null
  note: string | null
  /** Why the last claim was released while the hold was in flight; null while it is wanted. */
  releaseNote: string | null
  changedAtMs: number
}

export type Move = { from: Account; to: Account; year: number }
export type Step<Result> = {
  result: Result
  hold?: Hold
  moves: Move[]
  /** The settled entry to write; a correction is charged to the day it is written. */
  settled?: PaidOperation | 'correction'
}

export type Balance = { year: number; pending: number; suspect: number; posted: number }

export const UNCONFIRMED_TTL_MS = 5 * 60_000
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

/** Whether the next request for the picture needs a new attempt after this one. */
export function isOver(hold: Hold): boolean {
  return hold.state === 'voided' || hold.state === 'expired' || hold.closed
}

/** Whether claims can still decide what becomes of the hold. */
export function isOpen(hold: Hold): boolean {
  return hold.state === 'pending' || hold.state === 'in_flight'
}

/** A new hold on one credit, for an attempt at a picture. */
export function reserve(
  item: { pictureId: string; mockupId: string; operation: PaidOperation },
  attempt: number,
  when: { year: number; month: number; nowMs: number },
): Step<undefined> & { hold: Hold } {
  const hold: Hold = {
    attemptId: `${item.pictureId}.${attempt}`,
    pictureId: item.pictureId,
    attempt,
    firstMockupId: item.mockupId,
    closed: false,
    operation: item.operation,
    state: 'pending',
    year: when.year,
    month: when.month,
    token: 0,
    leaseUntilMs: 0,
    callStarted: false,
    calls: 0,
    failures: 0,
    exportUrl: null,
    note: null,
    releaseNote: null,
    changedAtMs: when.nowMs,
  }
  return { result: undefined, hold, moves: [move('available', 'pending', when.year)] }
}

/** Another mockup wants an attempt that is under way. */
export function join(hold: Hold): Step<'joined' | 'ended'> {
  if (!isOpen(hold)) return { result: 'ended', moves: [] }
  if (hold.releaseNote === null) return { result: 'joined', moves: [] }
  return step('joined', { ...hold, releaseNote: null })
}

/**
 * What time alone did to a hold: a lease that lapsed before the paid call is free again, after it
 * nobody knows; a hold whose last claim has expired ends. Comes before every other rule.
 */
export function lapse(hold: Hold, claims: number, nowMs: number): Step<'lapsed' | 'unchanged'> {
  if (hold.state === 'in_flight' && hold.leaseUntilMs <= nowMs) {
    if (hold.callStarted) {
      const note = 'The call was started and never reported back'
      return step('lapsed', { ...hold, state: 'suspect', note, changedAtMs: nowMs }, [
        move('pending', 'suspect', hold.year),
      ])
    }
    if (claims > 0) return step('lapsed', { ...hold, state: 'pending', changedAtMs: nowMs })
    return abandoned(hold, nowMs)
  }
  if (hold.state === 'pending' && claims === 0) return abandoned(hold, nowMs)
  return { result: 'unchanged', moves: [] }
}

/** Nobody wants it: voided where the last claim was released, expired where time took it. */
function abandoned(hold: Hold, nowMs: number): Step<'lapsed'> {
  const { releaseNote } = hold
  const ended: Hold =
    releaseNote === null
      ? { ...hold, state: 'expired', changedAtMs: nowMs }
      : { ...hold, state: 'voided', note: releaseNote, changedAtMs: nowMs }
  return step('lapsed', ended, [move('pending', 'available', hold.year)])
}

export type BeginResult =
  | { result: 'begun'; token: number; failures: number }
  | { result: 'leased'; untilMs: number }
  | { result: 'posted'; exportUrl: string | null }
  | { result: 'suspect'; note: string | null }
  | { result: 'voided'; note: string | null }
  | { result: 'expired' }
  | { result: 'unknown' }

/** Takes the right to make the paid call, for 30 seconds. */
export function begin(hold: Hold, nowMs: number): Step<BeginResult> {
  switch (hold.state) {
    case 'posted':
      return { result: { result: 'posted', exportUrl: hold.exportUrl }, moves: [] }
    case 'suspect':
      return { result: { result: 'suspect', note: hold.note }, moves: [] }
    case 'voided':
      return { result: { result: 'voided', note: hold.note }, moves: [] }
    case 'expired':
      return { result: { result: 'expired' }, moves: [] }
    case 'in_flight':
      return { result: { result: 'leased', untilMs: hold.leaseUntilMs }, moves: [] }
    case 'pending': {
      const token = hold.token + 1
      return step(
        { result: 'begun', token, failures: hold.failures },
        {
          ...hold,
          state: 'in_flight',
          token,
          leaseUntilMs: nowMs + BEGIN_LEASE_MS,
          callStarted: false,
          changedAtMs: nowMs,
        },
      )
    }
  }
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

/**
 * The vendor rendered: the credit is spent, and the link is kept with it. The newest token's word
 * is proof in every state: a credit given back meanwhile is charged by a correction, and a hold
 * that was counted as paid without a link gets its link.
 */
export function charged(
  hold: Hold,
  token: number,
  exportUrl: string,
  nowMs: number,
): Step<'charged' | 'corrected' | 'stale'> {
  if (hold.token !== token || !hold.callStarted) return stale()
  const linked: Hold = { ...hold, exportUrl, changedAtMs: nowMs }
  switch (hold.state) {
    case 'posted':
      if (hold.exportUrl === null) return step('charged', linked)
      return hold.exportUrl === exportUrl ? { result: 'charged', moves: [] } : stale()
    case 'voided':
    case 'expired':
      if (hold.exportUrl === null) return { ...step('corrected', linked), settled: 'correction' }
      return hold.exportUrl === exportUrl ? { result: 'corrected', moves: [] } : stale()
    case 'suspect':
      return posted('charged', linked, 'suspect')
    case 'pending':
    case 'in_flight':
      return posted('charged', linked, 'pending')
  }
}

function posted<Result>(result: Result, hold: Hold, from: Account): Step<Result> {
  return {
    ...step<Result>(result, { ...hold, state: 'posted' }, [move(from, 'posted', hold.year)]),
    settled: hold.operation,
  }
}

/**
 * What becomes of a credit whose call was proven free: `wait` keeps it and does not count a failure
 * (not even begun, or asked to wait), `again` keeps it and counts a failed try, `give_back` ends it.
 */
export type FreeEnd = 'wait' | 'again' | 'give_back'

/** The call was proven free, or never made. Without a claim the credit goes back in any case. */
export function notCharged(
  hold: Hold,
  claims: number,
  token: number,
  end: FreeEnd,
  note: string,
  nowMs: number,
): Step<'kept' | 'given_back' | 'stale'> {
  if (hold.token !== token) return stale()
  if (hold.state === 'pending' && end !== 'give_back') return { result: 'kept', moves: [] }
  if (hold.state === 'voided') return { result: 'given_back', moves: [] }
  if (hold.state !== 'in_flight') return stale()
  const failures = hold.failures + (end === 'wait' ? 0 : 1)
  const ended: Hold = { ...hold, failures, note, changedAtMs: nowMs }
  if (end !== 'give_back' && claims > 0) return step('kept', { ...ended, state: 'pending' })
  const reason = end === 'give_back' ? note : (hold.releaseNote ?? note)
  return step('given_back', { ...ended, state: 'voided', note: reason }, [
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

/** Claims were dropped: a credit that nobody wants goes back, unless it is in flight. */
export function release(
  hold: Hold,
  claims: number,
  note: string,
  nowMs: number,
): Step<'voided' | 'in_flight' | 'kept'> {
  if (hold.state === 'in_flight') {
    const result = 'in_flight'
    return claims > 0 ? { result, moves: [] } : step(result, { ...hold, releaseNote: note })
  }
  if (hold.state !== 'pending' || claims > 0) return { result: 'kept', moves: [] }
  return step('voided', { ...hold, state: 'voided', note, changedAtMs: nowMs }, [
    move('pending', 'available', hold.year),
  ])
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
  return posted('posted', { ...hold, note, changedAtMs: nowMs }, 'suspect')
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
