import { expect } from 'vitest'
import type { Hold } from '../../../src/ledger/entries.ts'
import {
  asOfNow,
  balanceOf,
  everyRound,
  type Model,
  type ModelHold,
  newest,
  usage,
} from './model.ts'
import { type Real, readReport, type Snapshot } from './real.ts'

export const RETRY_REPORT_MS = 15_000
const RESOLVED = ['posted', 'voided', 'expired']
const MANY = 1_000

/** What is stored is what the model says, to the last field. */
export function checkStored(stored: Snapshot, model: Model): void {
  expect(stored.holds).toEqual(everyRound(model).map(toHoldRow).sort(byAttempt))
  expect(stored.settled.map(({ drained, entry_key, ...row }) => row)).toEqual(settledRows(model))
  for (const { year, cap, ...balance } of stored.balances) {
    expect(balance).toEqual(balanceOf(model, year))
    expect(balance.pending + balance.suspect + balance.posted).toBeLessThanOrEqual(cap)
  }
  const years = stored.balances.map(({ year }) => year)
  for (const { year } of everyRound(model)) expect(years).toContain(year)
}

/** What has been seen and must stay so, whatever the model says. */
export type Kept = {
  resolved: Map<string, unknown>
  tokens: Map<string, number>
  rounds: number
  latestMs: number
}

export function newKept(nowMs: number): Kept {
  return { resolved: new Map(), tokens: new Map(), rounds: 0, latestMs: nowMs }
}

/** The invariants, on what is stored alone. `budget` is what the call was allowed to spend. */
export function checkInvariants(stored: Snapshot, model: Model, kept: Kept, budget?: number): void {
  checkAccounts(stored)
  checkAlarm(stored, kept)
  checkCalls(model)
  if (stored.holds.length > kept.rounds) {
    const year = new Date(model.nowMs).getUTCFullYear()
    const { pending, suspect, posted } = stored.balances.find((row) => row.year === year) ?? {
      pending: 0,
      suspect: 0,
      posted: 0,
    }
    expect(pending + suspect + posted, 'granted above the budget').toBeLessThanOrEqual(budget ?? 0)
  }
  kept.rounds = stored.holds.length
  for (const { picture_key, ...row } of stored.holds) checkRow(row, kept)
}

function checkAccounts(stored: Snapshot): void {
  for (const { year, cap, ...balance } of stored.balances) {
    const sums = { pending: 0, suspect: 0, posted: 0, available: 0 }
    const ofYear = stored.entries.filter((entry) => entry.year === year)
    for (const { account, credits } of ofYear) Object.assign(sums, { [account]: credits })
    const { available, ...accounts } = sums
    expect(balance, 'entries add up to the account').toEqual(accounts)
    expect(available + accounts.pending + accounts.suspect + accounts.posted).toBe(0)
  }
}

function checkAlarm({ alarmMs, dueMs }: Snapshot, { latestMs }: Kept): void {
  if (dueMs === null) return
  expect(alarmMs, 'something is due and no alarm is set').not.toBeNull()
  expect(alarmMs).toBeLessThanOrEqual(Math.max(dueMs, latestMs) + RETRY_REPORT_MS)
}

/** Every started call was free, or is where its credit is counted, or was decided by a person. */
function checkCalls(model: Model): void {
  for (const hold of newest(model)) {
    const counted = hold.calls - hold.free
    expect([0, 1], 'paid calls of an attempt').toContain(counted)
    const accounted = ['in_flight', 'suspect', 'posted'].includes(hold.state) || hold.decided
    if (counted === 1) expect(accounted, 'a paid call that nobody counts').toBe(true)
  }
}

function checkRow(row: Record<string, unknown>, { resolved, tokens }: Kept): void {
  const attempt = String(row.attempt_id)
  const id = `${attempt} ${row.round}`
  const before = resolved.get(id)
  if (before) expect(row, 'a resolved hold has changed').toEqual(before)
  else if (RESOLVED.includes(String(row.state))) resolved.set(id, row)
  const token = Number(row.token)
  const highest = tokens.get(id) ?? 0
  expect(token, 'a token has fallen').toBeGreaterThanOrEqual(highest)
  tokens.set(id, token)
}

/** What the ledger's questions answer is what the model says. */
export async function checkReads({ ledger }: Real, model: Model, year: number): Promise<void> {
  const budget = 6
  const { nowMs } = model
  const holds = newest(model)
  const ids = holds.map((hold) => hold.attemptId)
  const [states, suspects, entries, last, ...usages] = await Promise.all([
    ledger.states([...ids, 'never reserved']),
    ledger.suspects(MANY),
    ledger.settledAfter(0, MANY),
    ledger.lastSequence(),
    ledger.usage(year, 12, budget),
    ledger.usage(year + 1, 1, budget),
  ])
  const told = (some: ModelHold[]) =>
    some.map((hold) => toState(asOfNow(hold, nowMs))).sort(byAttemptId)
  expect(states.sort(byAttemptId)).toEqual(told(holds))
  expect(suspects.sort(byAttemptId)).toEqual(told(holds.filter(({ state }) => state === 'suspect')))
  expect(entries).toEqual(model.settled)
  expect(last).toBe(model.settled.length)
  expect(usages).toEqual([usage(model, year, 12, budget), usage(model, year + 1, 1, budget)])
}

/** The report is the beginning of the settled entries, without a gap and at least so long. */
export async function checkReport(real: Real, model: Model, atLeast: number): Promise<number> {
  const report = await readReport(real)
  const expected = settledRows(model).map(({ created_at_ms, ...row }) => ({
    ...row,
    user_id: real.userId,
    created_at: new Date(created_at_ms).toISOString(),
  }))
  expect(report).toEqual(expected.slice(0, report.length))
  expect(report.length).toBeGreaterThanOrEqual(atLeast)
  return report.length
}

function settledRows(model: Model) {
  return model.settled.map((entry) => ({
    sequence: entry.sequence,
    attempt_id: entry.attemptId,
    mockup_id: entry.mockupId,
    credits: entry.credits,
    operation: entry.operation,
    balance_before: entry.balanceBefore,
    balance_after: entry.balanceAfter,
    year: entry.year,
    month: entry.month,
    created_at_ms: entry.createdAtMs,
  }))
}

function toHoldRow(hold: Hold): Record<string, unknown> {
  return {
    attempt_id: hold.attemptId,
    round: hold.round,
    mockup_id: hold.mockupId,
    group_id: hold.groupId,
    picture_key: hold.pictureKey,
    operation: hold.operation,
    state: hold.state,
    year: hold.year,
    month: hold.month,
    expires_at_ms: hold.expiresAtMs,
    token: hold.token,
    lease_until_ms: hold.leaseUntilMs,
    call_started: hold.callStarted ? 1 : 0,
    calls: hold.calls,
    failures: hold.failures,
    export_url: hold.exportUrl,
    note: hold.note,
    changed_at_ms: hold.changedAtMs,
  }
}

function toState(hold: Hold) {
  const { attemptId, mockupId, groupId, state, exportUrl, note, calls, changedAtMs } = hold
  return { attemptId, mockupId, groupId, state, exportUrl, note, calls, changedAtMs }
}

const byAttemptId = (a: { attemptId: string }, b: { attemptId: string }) =>
  a.attemptId < b.attemptId ? -1 : 1

function byAttempt(a: Record<string, unknown>, b: Record<string, unknown>): number {
  if (a.attempt_id === b.attempt_id) return Number(a.round) - Number(b.round)
  return String(a.attempt_id) < String(b.attempt_id) ? -1 : 1
}
