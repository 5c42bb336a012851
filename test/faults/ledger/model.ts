import type { FreeEnd, Hold, ReserveItem } from '../../../src/ledger/entries.ts'
import type { Settled } from '../../../src/ledger/storage.ts'
import type { Adjustment, ReservedItem, Usage } from '../../../src/ledger/types.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/** A hold as the model knows it, and how many of its calls were proven free. */
export type ModelHold = Hold & { free: number; decided: boolean }

/** What a ledger must be like, in maps: no accounts, no storage, no alarm. */
export type Model = {
  nowMs: number
  /** The budget that was last named, which is what an entry's balances are shown against. */
  budget: number
  /** Every round of every attempt, the newest last. */
  holds: Map<string, ModelHold[]>
  groups: Map<string, ReservedItem[]>
  settled: Settled[]
  adjustments: Set<string>
}

export function newModel(nowMs: number): Model {
  return {
    nowMs,
    budget: 0,
    holds: new Map(),
    groups: new Map(),
    settled: [],
    adjustments: new Set(),
  }
}

export function newest(model: Model): ModelHold[] {
  return [...model.holds.values()].flatMap((rounds) => rounds.at(-1) ?? [])
}

export function everyRound(model: Model): ModelHold[] {
  return [...model.holds.values()].flat()
}

export function isHeld(hold: Hold): boolean {
  return hold.state === 'pending' || hold.state === 'in_flight'
}

export function balanceOf(model: Model, year: number) {
  const holds = everyRound(model).filter((hold) => hold.year === year)
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
  const expired = hold.expiresAtMs <= nowMs
  if (hold.state === 'pending' && expired) return { ...hold, state: 'expired', changedAtMs: nowMs }
  if (hold.state !== 'in_flight' || hold.leaseUntilMs > nowMs) return hold
  if (!hold.callStarted) {
    return { ...hold, state: expired ? 'expired' : 'pending', changedAtMs: nowMs }
  }
  const note = 'The call was started and never reported back'
  return { ...hold, state: 'suspect', note, changedAtMs: nowMs }
}

/** What time has done by now: comes before every change. */
export function tick(model: Model): void {
  for (const rounds of model.holds.values()) {
    const last = rounds.pop()
    if (last) rounds.push(asOfNow(last, model.nowMs))
  }
}

function find(model: Model, attemptId: string): ModelHold | undefined {
  return model.holds.get(attemptId)?.at(-1)
}

function settle(model: Model, hold: Hold, budget: number): void {
  const { attemptId, mockupId, operation, year, month } = hold
  append(model, { attemptId, mockupId, operation, credits: 1, year, month }, budget)
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
  const first = model.groups.get(groupId)
  const ids = items.map((item) => item.attemptId)
  if (first) {
    const same = first.map((item) => item.attemptId).join() === ids.join()
    return same ? { result: 'reserved', items: first } : { result: 'other_items' }
  }
  if (ids.some((id) => model.holds.has(id))) return { result: 'other_items' }
  const answers = answerItems(model, items)
  const paid = items.filter((_item, index) => answers[index]?.result === 'reserved')
  const { year, month } = today(model)
  const remaining = left(model, year, budget)
  if (paid.length > remaining) return { result: 'insufficient', remaining }
  model.budget = budget
  for (const item of paid) {
    const expiresAtMs = model.nowMs + 5 * MINUTE_MS
    const fresh = { token: 0, leaseUntilMs: 0, callStarted: false, calls: 0, failures: 0, free: 0 }
    const told = { exportUrl: null, note: null, changedAtMs: model.nowMs, decided: false }
    const when = { year, month, expiresAtMs, round: 1 }
    model.holds.set(item.attemptId, [
      { ...item, ...fresh, ...told, ...when, groupId, state: 'pending' },
    ])
  }
  model.groups.set(groupId, answers)
  return { result: 'reserved', items: answers }
}

function answerItems(model: Model, items: ReserveItem[]): ReservedItem[] {
  const inGroup = new Map<string, string>()
  return items.map(({ attemptId, mockupId, pictureKey }) => {
    if (pictureKey === null) return { attemptId, result: 'reserved' }
    const together = inGroup.get(pictureKey)
    if (together) return { attemptId, result: 'follows', mockupId: together }
    const [payer] = everyRound(model)
      .filter((hold) => hold.pictureKey === pictureKey)
      .filter((hold) => isHeld(hold) || hold.state === 'posted')
      .sort(
        (a, b) =>
          Number(b.state === 'posted') - Number(a.state === 'posted') ||
          b.changedAtMs - a.changedAtMs ||
          (a.attemptId < b.attemptId ? -1 : 1),
      )
    if (!payer) {
      inGroup.set(pictureKey, mockupId)
      return { attemptId, result: 'reserved' }
    }
    const result = payer.state === 'posted' ? 'stored' : 'follows'
    return { attemptId, result, mockupId: payer.mockupId }
  })
}

export function confirm(model: Model, groupId: string): unknown {
  tick(model)
  const holds = newest(model).filter((hold) => hold.groupId === groupId && isHeld(hold))
  for (const hold of holds) hold.expiresAtMs = model.nowMs + DAY_MS
  return { confirmed: holds.length }
}

export function begin(model: Model, attemptId: string, budget: number): unknown {
  tick(model)
  const hold = find(model, attemptId)
  if (!hold) return { result: 'unknown' }
  model.budget = budget
  if (hold.state === 'posted') return { result: 'posted', exportUrl: hold.exportUrl }
  if (hold.state === 'suspect') return { result: 'suspect', note: hold.note }
  if (hold.state === 'voided') return { result: 'voided', note: hold.note }
  if (hold.state === 'in_flight') return { result: 'leased', untilMs: hold.leaseUntilMs }
  if (hold.state === 'pending') return start(model, hold)
  const { year, month } = today(model)
  const remaining = left(model, year, budget)
  if (remaining < 1) return { result: 'insufficient', remaining }
  const expiresAtMs = model.nowMs + DAY_MS
  const anew = { ...hold, round: hold.round + 1, year, month, expiresAtMs }
  model.holds.get(attemptId)?.push(anew)
  return start(model, anew)
}

function start(model: Model, hold: ModelHold): unknown {
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
  const hold = find(model, attemptId)
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
  if (hold?.state === 'posted' && hold.exportUrl === exportUrl) return 'charged'
  if (hold?.state !== 'in_flight' || !hold.callStarted) return 'stale'
  settle(model, hold, model.budget)
  hold.state = 'posted'
  hold.exportUrl = exportUrl
  hold.changedAtMs = model.nowMs
  return 'charged'
}

export function notCharged(
  model: Model,
  attemptId: string,
  token: number,
  end: FreeEnd,
  note: string,
) {
  const hold = heard(model, attemptId, token)
  if (hold?.state === 'pending' && end !== 'give_back') return 'kept'
  if (hold?.state === 'voided' && end === 'give_back') return 'given_back'
  if (hold?.state !== 'in_flight') return 'stale'
  hold.state = end === 'give_back' ? 'voided' : 'pending'
  hold.failures += end === 'wait' ? 0 : 1
  hold.free += hold.callStarted ? 1 : 0
  hold.callStarted = false
  hold.note = note
  hold.changedAtMs = model.nowMs
  return end === 'give_back' ? 'given_back' : 'kept'
}

export function unknown(model: Model, attemptId: string, token: number, note: string) {
  const hold = heard(model, attemptId, token)
  if (hold?.state === 'suspect') return 'suspect'
  if (hold?.state !== 'in_flight' || !hold.callStarted) return 'stale'
  hold.state = 'suspect'
  hold.note = note
  hold.changedAtMs = model.nowMs
  return 'suspect'
}

export function release(
  model: Model,
  which: (hold: ModelHold) => boolean,
  note: string,
  end: 'voided' | 'expired' = 'voided',
) {
  tick(model)
  const holds = newest(model).filter(which)
  const inFlight = holds.filter((hold) => hold.state === 'in_flight')
  const released = holds.filter((hold) => hold.state === 'pending')
  for (const hold of released) {
    hold.state = end
    hold.note = note
    hold.changedAtMs = model.nowMs
  }
  const ids = (some: ModelHold[]) => some.map((hold) => hold.attemptId).sort()
  return { released: ids(released), inFlight: ids(inFlight) }
}

export function resolveSuspect(
  model: Model,
  attemptId: string,
  decision: 'post' | 'void',
  note: string,
) {
  tick(model)
  const hold = find(model, attemptId)
  if (hold?.state !== 'suspect') return 'not_suspect'
  if (decision === 'post') settle(model, hold, model.budget)
  hold.state = decision === 'post' ? 'posted' : 'voided'
  hold.decided = true
  hold.note = note
  hold.changedAtMs = model.nowMs
  return hold.state
}

export function forgetPictures(model: Model, mockupIds: string[]): undefined {
  tick(model)
  for (const hold of everyRound(model)) {
    if (mockupIds.includes(hold.mockupId)) hold.pictureKey = null
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
