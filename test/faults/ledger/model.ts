import type { FreeEnd, Hold } from '../../../src/ledger/entries.ts'
import type {
  Adjustment,
  PaidShare,
  ReservedItem,
  ReserveItem,
  Settled,
  Usage,
} from '../../../src/ledger/types.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

type ModelClaim = {
  mockupId: string
  groupId: string
  runId: string
  confirmed: boolean
  /** null: it waits for a decision, however long that takes. */
  expiresAtMs: number | null
}

/** A hold as the model knows it: its claims in their order, its free calls, who paid in the end. */
export type ModelHold = Hold & {
  claims: ModelClaim[]
  free: number
  decided: boolean
  paidBy: string | null
}

/** What a ledger must be like, in maps: no accounts, no storage, no alarm. */
export type Model = {
  nowMs: number
  /** The budget that was last named, which is what an entry's balances are shown against. */
  budget: number
  /** Every attempt, by its id. */
  holds: Map<string, ModelHold>
  /** What each group asked for last. */
  groups: Map<string, ReserveItem[]>
  settled: Settled[]
  adjustments: Set<string>
}

export function newModel(nowMs: number): Model {
  const empty = { holds: new Map(), groups: new Map(), settled: [], adjustments: new Set<string>() }
  return { nowMs, budget: 0, ...empty }
}

export function allHolds(model: Model): ModelHold[] {
  return [...model.holds.values()]
}

export function newestOf(model: Model, pictureId: string): ModelHold | undefined {
  return allHolds(model)
    .filter((hold) => hold.pictureId === pictureId)
    .sort((a, b) => b.attempt - a.attempt)[0]
}

export function isHeld(hold: Hold): boolean {
  return hold.state === 'pending' || hold.state === 'in_flight'
}

/** Who pays or has paid. */
export function payerOf(hold: ModelHold): string {
  return hold.paidBy ?? hold.claims[0]?.mockupId ?? hold.firstMockupId
}

export function balanceOf(model: Model, year: number) {
  const holds = allHolds(model).filter((hold) => hold.year === year)
  const entries = model.settled.filter((entry) => entry.year === year)
  return {
    pending: holds.filter(isHeld).length,
    suspect: holds.filter((hold) => hold.state === 'suspect').length,
    posted: entries.reduce((sum, entry) => sum + spentBy(entry), 0),
  }
}

function spentBy(entry: Pick<Settled, 'operation' | 'credits'>): number {
  return entry.operation === 'refund' ? -entry.credits : entry.credits
}

function left(model: Model, year: number, budget: number): number {
  const { pending, suspect, posted } = balanceOf(model, year)
  return Math.max(0, budget - pending - suspect - posted)
}

function today(model: Model): { year: number; month: number } {
  const date = new Date(model.nowMs)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1 }
}

/** A hold as time shows it, whether or not the ledger has written that down yet. */
export function asOfNow(hold: ModelHold, nowMs: number): ModelHold {
  if (!isHeld(hold)) return hold
  const claims = hold.claims.filter((claim) => (claim.expiresAtMs ?? nowMs) > nowMs)
  const wanted = { ...hold, claims }
  const idle = hold.state === 'pending'
  if (!idle && hold.leaseUntilMs > nowMs) return wanted
  if (!idle && hold.callStarted) {
    const note = 'The call was started and never reported back'
    return inDoubt({ ...wanted, note, changedAtMs: nowMs })
  }
  if (claims.length > 0) {
    return idle ? wanted : { ...wanted, state: 'pending', changedAtMs: nowMs }
  }
  const released = hold.releaseNote
  if (released === null) return { ...wanted, state: 'expired', changedAtMs: nowMs }
  return { ...wanted, state: 'voided', note: released, changedAtMs: nowMs }
}

function inDoubt(hold: ModelHold): ModelHold {
  const claims = hold.claims.map((claim) => ({ ...claim, expiresAtMs: null }))
  return { ...hold, state: 'suspect', claims }
}

/** What time has done by now: comes before every change. */
export function tick(model: Model): void {
  for (const hold of allHolds(model)) Object.assign(hold, asOfNow(hold, model.nowMs))
}

/** A hold ends, and nobody claims it any more. */
function end(model: Model, hold: ModelHold, state: 'posted' | 'voided', note = hold.note): void {
  if (state === 'posted') settle(model, hold, hold.operation, hold)
  Object.assign(hold, { state, note, claims: [], changedAtMs: model.nowMs })
}

function settle(
  model: Model,
  hold: ModelHold,
  operation: Settled['operation'],
  when: { year: number; month: number },
): void {
  hold.paidBy = payerOf(hold)
  const { attemptId, pictureId, paidBy: mockupId } = hold
  const { year, month } = when
  const entry = { attemptId, pictureId, mockupId, operation, credits: 1, year, month }
  append(model, entry, model.budget)
}

type NewEntry = Omit<Settled, 'sequence' | 'balanceBefore' | 'balanceAfter' | 'createdAtMs'>

function append(model: Model, entry: NewEntry, budget: number): void {
  const balanceBefore = budget - balanceOf(model, entry.year).posted
  model.settled.push({
    ...entry,
    sequence: model.settled.length + 1,
    balanceBefore,
    balanceAfter: balanceBefore - spentBy(entry),
    createdAtMs: model.nowMs,
  })
}

export function reserveMany(
  model: Model,
  groupId: string,
  items: ReserveItem[],
  budget: number,
): unknown {
  tick(model)
  const after = structuredClone(model)
  const answers = items.map((item) => ask(after, groupId, item))
  const { year } = today(model)
  const remaining = left(model, year, budget)
  if (after.holds.size - model.holds.size > remaining) return { result: 'insufficient', remaining }
  Object.assign(model, { ...after, budget })
  model.groups.set(groupId, items)
  return { result: 'reserved', items: answers }
}

function ask(model: Model, groupId: string, item: ReserveItem): ReservedItem {
  const { pictureId, mockupId, runId } = item
  const newest = newestOf(model, pictureId)
  const answer = (hold: ModelHold, result: ReservedItem['result']): ReservedItem => {
    const { attemptId, attempt } = hold
    return { pictureId, mockupId, attemptId, attempt, result }
  }
  const expiresAtMs = model.nowMs + 5 * MINUTE_MS
  const claim = { mockupId, groupId, runId, confirmed: false, expiresAtMs }
  if (!newest || newest.closed || ['voided', 'expired'].includes(newest.state)) {
    const hold = newHold(model, item, (newest?.attempt ?? 0) + 1)
    model.holds.set(hold.attemptId, { ...hold, claims: [claim] })
    return answer(hold, 'reserved')
  }
  if (newest.state === 'suspect') return answer(newest, 'suspect')
  if (newest.state === 'posted') return answer(newest, 'posted')
  const result = newest.claims[0]?.mockupId === mockupId ? 'reserved' : 'joined'
  const same = newest.claims.find((one) => one.mockupId === mockupId && one.groupId === groupId)
  if (same) {
    same.runId = runId
    same.expiresAtMs = Math.max(same.expiresAtMs ?? 0, expiresAtMs)
  } else newest.claims.push(claim)
  newest.releaseNote = null
  return answer(newest, result)
}

function newHold(model: Model, item: ReserveItem, attempt: number): ModelHold {
  const { pictureId, mockupId, operation } = item
  const fresh = { token: 0, leaseUntilMs: 0, callStarted: false, calls: 0, failures: 0, free: 0 }
  const unknown = { exportUrl: null, note: null, releaseNote: null, paidBy: null }
  return {
    attemptId: `${pictureId}.${attempt}`,
    pictureId,
    attempt,
    firstMockupId: mockupId,
    operation,
    closed: false,
    decided: false,
    state: 'pending',
    claims: [],
    ...fresh,
    ...unknown,
    ...today(model),
    changedAtMs: model.nowMs,
  }
}

export type ClaimTest = (claim: ModelClaim) => boolean

/** Confirms or renews the claims that a test chooses. */
export function keepClaims(model: Model, which: ClaimTest): number {
  tick(model)
  const claims = allHolds(model)
    .flatMap((hold) => hold.claims)
    .filter(which)
  for (const claim of claims) {
    claim.confirmed = true
    if (claim.expiresAtMs !== null) claim.expiresAtMs = model.nowMs + DAY_MS
  }
  return claims.length
}

export function release(model: Model, which: ClaimTest, note: string): unknown {
  tick(model)
  const holds = allHolds(model).filter((hold) => hold.claims.some(which))
  const inFlight = holds.filter((hold) => hold.state === 'in_flight')
  for (const hold of holds) hold.claims = hold.claims.filter((claim) => !which(claim))
  const unwanted = holds.filter((hold) => hold.claims.length === 0)
  const voided = unwanted.filter((hold) => hold.state === 'pending')
  for (const hold of voided) end(model, hold, 'voided', note)
  for (const hold of unwanted) if (hold.state === 'in_flight') hold.releaseNote = note
  const ids = (some: ModelHold[]) => some.map((hold) => hold.attemptId).sort()
  return { voided: ids(voided), inFlight: ids(inFlight) }
}

export function begin(model: Model, attemptId: string): unknown {
  tick(model)
  const hold = model.holds.get(attemptId)
  if (!hold) return { result: 'unknown' }
  if (hold.state === 'posted') return { result: 'posted', exportUrl: hold.exportUrl }
  if (hold.state === 'suspect') return { result: 'suspect', note: hold.note }
  if (hold.state === 'voided') return { result: 'voided', note: hold.note }
  if (hold.state === 'expired') return { result: 'expired' }
  if (hold.state === 'in_flight') return { result: 'leased', untilMs: hold.leaseUntilMs }
  hold.state = 'in_flight'
  hold.token += 1
  hold.leaseUntilMs = model.nowMs + 30_000
  hold.callStarted = false
  hold.changedAtMs = model.nowMs
  return { result: 'begun', token: hold.token, failures: hold.failures }
}

/** The hold that a token speaks for, unless the token is stale. */
function heard(model: Model, attemptId: string, token: number): ModelHold | undefined {
  tick(model)
  const hold = model.holds.get(attemptId)
  return hold?.token === token ? hold : undefined
}

export function callStarted(model: Model, attemptId: string, token: number, timeoutMs: number) {
  const hold = heard(model, attemptId, token)
  if (hold?.state !== 'in_flight') return 'stale'
  if (hold.callStarted) return 'started'
  hold.callStarted = true
  hold.calls += 1
  hold.leaseUntilMs = model.nowMs + timeoutMs + 15_000
  hold.changedAtMs = model.nowMs
  return 'started'
}

export function charged(model: Model, attemptId: string, token: number, exportUrl: string) {
  const hold = heard(model, attemptId, token)
  if (!hold?.callStarted) return 'stale'
  const givenBack = hold.state === 'voided' || hold.state === 'expired'
  const answer = givenBack ? 'corrected' : 'charged'
  if (hold.exportUrl !== null) return hold.exportUrl === exportUrl ? answer : 'stale'
  hold.exportUrl = exportUrl
  hold.changedAtMs = model.nowMs
  if (givenBack) settle(model, hold, 'correction', today(model))
  else if (hold.state !== 'posted') end(model, hold, 'posted')
  return answer
}

export function notCharged(
  model: Model,
  attemptId: string,
  token: number,
  how: FreeEnd,
  note: string,
) {
  const hold = heard(model, attemptId, token)
  if (hold?.state === 'pending' && how !== 'give_back') return 'kept'
  if (hold?.state === 'voided') return 'given_back'
  if (hold?.state !== 'in_flight') return 'stale'
  hold.failures += how === 'wait' ? 0 : 1
  hold.free += hold.callStarted ? 1 : 0
  if (how === 'give_back') {
    end(model, hold, 'voided', note)
    return 'given_back'
  }
  if (hold.claims.length === 0) {
    end(model, hold, 'voided', hold.releaseNote ?? note)
    return 'given_back'
  }
  Object.assign(hold, { state: 'pending', note, changedAtMs: model.nowMs })
  return 'kept'
}

export function unknown(model: Model, attemptId: string, token: number, note: string) {
  const hold = heard(model, attemptId, token)
  if (hold?.state === 'suspect') return 'suspect'
  if (hold?.state !== 'in_flight' || !hold.callStarted) return 'stale'
  Object.assign(hold, inDoubt({ ...hold, note, changedAtMs: model.nowMs }))
  return 'suspect'
}

export function resolveSuspect(
  model: Model,
  attemptId: string,
  decision: 'post' | 'void',
  note: string,
) {
  tick(model)
  const hold = model.holds.get(attemptId)
  if (hold?.state !== 'suspect') return 'not_suspect'
  hold.decided = true
  end(model, hold, decision === 'post' ? 'posted' : 'voided', note)
  return hold.state
}

export function close(model: Model, attemptIds: string[]): undefined {
  tick(model)
  for (const hold of allHolds(model)) {
    if (hold.state === 'posted' && attemptIds.includes(hold.attemptId)) hold.closed = true
  }
}

export function adjust(model: Model, adjustment: Omit<Adjustment, 'userId'>) {
  tick(model)
  const { key, budget, ...entry } = adjustment
  if (model.adjustments.has(key)) return 'exists'
  model.adjustments.add(key)
  append(model, { ...entry, ...today(model) }, budget)
  return 'adjusted'
}

/** What is spent and held: as the ledger has it written down, so without `tick`. */
export function usage(model: Model, year: number, month: number, budget: number): Usage {
  const { pending, suspect, posted } = balanceOf(model, year)
  const ofMonth = model.settled.filter((entry) => entry.year === year && entry.month === month)
  return {
    total_used: posted,
    monthly_used: ofMonth.reduce((sum, entry) => sum + spentBy(entry), 0),
    held: pending,
    suspect,
    remaining: left(model, year, budget),
  }
}

/** What each mockup has paid for each picture, corrections apart. */
export function paid(model: Model): PaidShare[] {
  const shares = new Map<string, PaidShare>()
  for (const entry of model.settled) {
    const { pictureId, mockupId, operation } = entry
    if (pictureId === null || mockupId === null || operation === 'correction') continue
    const key = `${pictureId} ${mockupId}`
    const share = shares.get(key) ?? { pictureId, mockupId, credits: 0 }
    shares.set(key, { ...share, credits: share.credits + spentBy(entry) })
  }
  return [...shares.values()]
}
