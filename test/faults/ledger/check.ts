import { expect } from 'vitest'
import type { Ledger } from '../../../src/ledger/client.ts'
import type { AttemptState } from '../../../src/ledger/types.ts'
import {
  allHolds,
  asOfNow,
  balanceOf,
  type Model,
  type ModelHold,
  newestOf,
  paid,
  payerOf,
  usage,
} from './model.ts'
import { type Real, readReport, type Snapshot } from './real.ts'

export const RETRY_REPORT_MS = 15_000
const FINAL = ['posted', 'voided', 'expired']
const MANY = 1_000

/** What is stored is what the model says, to the last field. */
export function checkStored(stored: Snapshot, model: Model): void {
  const holds = allHolds(model).sort(byAttemptId)
  expect(stored.holds.map(({ look_at_ms, ...row }) => row)).toEqual(holds.map(toHoldRow))
  expect(stored.claims).toEqual(holds.flatMap(toClaimRows))
  expect(stored.settled.map(({ entry_key, from_account, ...row }) => row)).toEqual(
    settledRows(model),
  )
  for (const { year, cap, used, ...balance } of stored.balances) {
    expect(used, 'the months add up').toBe(balance.posted)
    expect(balance).toEqual(balanceOf(model, year))
    expect(balance.pending + balance.suspect + balance.posted).toBeLessThanOrEqual(cap)
  }
  const years = stored.balances.map(({ year }) => year)
  for (const { year } of holds) expect(years).toContain(year)
}

/** What has been seen and must stay so, whatever the model says. */
export type Kept = {
  final: Map<string, Record<string, unknown>>
  tokens: Map<string, number>
  holds: number
  latestMs: number
}

export function newKept(nowMs: number): Kept {
  return { final: new Map(), tokens: new Map(), holds: 0, latestMs: nowMs }
}

/** The invariants, on what is stored alone. `budget` is what the call was allowed to spend. */
export function checkInvariants(stored: Snapshot, model: Model, kept: Kept, budget?: number): void {
  checkAccounts(stored)
  checkAlarm(stored, kept)
  checkCalls(model)
  checkPictures(stored)
  checkClaims(stored)
  if (stored.holds.length > kept.holds) {
    const year = new Date(model.nowMs).getUTCFullYear()
    const { pending, suspect, posted } = stored.balances.find((row) => row.year === year) ?? {
      pending: 0,
      suspect: 0,
      posted: 0,
    }
    expect(pending + suspect + posted, 'granted above the budget').toBeLessThanOrEqual(budget ?? 0)
  }
  kept.holds = stored.holds.length
  for (const row of stored.holds) checkRow(row, kept)
}

function checkAccounts(stored: Snapshot): void {
  for (const { year, cap, used, ...balance } of stored.balances) {
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
  for (const hold of allHolds(model)) {
    const counted = hold.calls - hold.free
    expect([0, 1], 'paid calls of an attempt').toContain(counted)
    const accounted = ['in_flight', 'suspect', 'posted'].includes(hold.state) || hold.decided
    if (counted === 1) expect(accounted, 'a paid call that nobody counts').toBe(true)
  }
}

/** At most one attempt of a picture is neither voided, expired nor closed. */
function checkPictures({ holds }: Snapshot): void {
  const living = holds.filter(
    (row) => row.state !== 'voided' && row.state !== 'expired' && row.closed === 0,
  )
  const pictures = living.map((row) => row.picture_id)
  expect(new Set(pictures).size, 'two attempts of a picture').toBe(pictures.length)
}

/** Who waits, waits for something: no claim on what has ended, and nothing pending unclaimed. */
function checkClaims({ holds, claims, reservations }: Snapshot): void {
  if (claims.length === 0) expect(reservations, 'a reservation of nothing').toEqual([])
  const states = new Map(holds.map((row) => [row.attempt_id, row.state]))
  for (const { attempt_id, expires_at_ms } of claims) {
    const state = states.get(attempt_id)
    expect(['pending', 'in_flight', 'suspect'], 'a claim on nothing').toContain(state)
    expect(expires_at_ms === null, 'what waits for a decision has no expiry').toBe(
      state === 'suspect',
    )
  }
  const claimed = new Set(claims.map((row) => row.attempt_id))
  for (const { attempt_id, state } of holds) {
    if (state === 'pending') expect(claimed, 'held for nobody').toContain(attempt_id)
  }
}

function checkRow(row: Record<string, unknown>, { final, tokens }: Kept): void {
  const id = String(row.attempt_id)
  const before = final.get(id)
  if (before) {
    // A picture is closed once, and a late proof brings the link that was not known.
    const closed = before.closed === 0 ? { closed: row.closed } : {}
    const { export_url, changed_at_ms, payer } = row
    const learned = before.export_url === null ? { export_url, changed_at_ms, payer } : {}
    expect(row, 'a final hold has changed').toEqual({ ...before, ...closed, ...learned })
  }
  if (FINAL.includes(String(row.state))) final.set(id, row)
  const token = Number(row.token)
  expect(token, 'a token has fallen').toBeGreaterThanOrEqual(tokens.get(id) ?? 0)
  tokens.set(id, token)
}

type Question = 'states' | 'newestStates' | 'paid' | 'settledAfter' | 'lastSequence' | 'usage'
/** Who is asked: the ledger as the product calls it, or its object itself. */
type Asked = {
  [Name in Question]: (
    ...input: Parameters<Ledger[Name]>
  ) => ReturnType<Ledger[Name]> | Awaited<ReturnType<Ledger[Name]>>
}

/** What the ledger's questions answer is what the model says. */
export async function checkReads(ledger: Asked, model: Model, year: number): Promise<void> {
  const budget = 6
  const holds = allHolds(model).sort(byAttemptId)
  const ids = holds.map((hold) => hold.attemptId)
  const pictureIds = [...new Set(holds.map((hold) => hold.pictureId))]
  const [states, newest, shares, entries, last, ...usages] = await Promise.all([
    ledger.states([...ids, 'never reserved']),
    ledger.newestStates([...pictureIds, 'never reserved']),
    ledger.paid(['p0', ...pictureIds]),
    ledger.settledAfter(0, MANY),
    ledger.lastSequence(),
    ledger.usage(year, 12, budget),
    ledger.usage(year + 1, 1, budget),
  ])
  const toStates = (some: ModelHold[]) => some.map((hold) => toState(asOfNow(hold, model.nowMs)))
  expect(states.sort(byAttemptId)).toEqual(toStates(holds))
  const newestHolds = pictureIds.flatMap((id) => newestOf(model, id) ?? []).sort(byAttemptId)
  expect(newest.sort(byAttemptId)).toEqual(toStates(newestHolds))
  expect(shares.sort(byShare)).toEqual(paid(model).sort(byShare))
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
    picture_id: entry.pictureId,
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

function toHoldRow(hold: ModelHold): Record<string, unknown> {
  return {
    attempt_id: hold.attemptId,
    picture_id: hold.pictureId,
    n: hold.attempt,
    first_mockup_id: hold.firstMockupId,
    closed: hold.closed ? 1 : 0,
    operation: hold.operation,
    state: hold.state,
    year: hold.year,
    month: hold.month,
    token: hold.token,
    lease_until_ms: hold.leaseUntilMs,
    call_started: hold.callStarted ? 1 : 0,
    calls: hold.calls,
    failures: hold.failures,
    export_url: hold.exportUrl,
    note: hold.note,
    release_note: hold.releaseNote,
    changed_at_ms: hold.changedAtMs,
    payer: hold.paidBy,
  }
}

function toClaimRows({ attemptId, claims }: ModelHold): Record<string, unknown>[] {
  return claims.map((claim) => ({
    attempt_id: attemptId,
    mockup_id: claim.mockupId,
    group_id: claim.groupId,
    run_id: claim.runId,
    confirmed: claim.confirmed ? 1 : 0,
    expires_at_ms: claim.expiresAtMs,
  }))
}

function toState(hold: ModelHold): AttemptState {
  const { attemptId, pictureId, attempt, state, closed, exportUrl, note, calls } = hold
  const claims = new Set(hold.claims.map((claim) => claim.mockupId)).size
  const known = { attemptId, pictureId, attempt, state, closed, exportUrl, note, calls }
  return { ...known, claims, payer: payerOf(hold), changedAtMs: hold.changedAtMs }
}

const byAttemptId = (a: { attemptId: string }, b: { attemptId: string }) =>
  a.attemptId < b.attemptId ? -1 : 1

type Share = { pictureId: string; mockupId: string }
const byShare = (a: Share, b: Share) =>
  `${a.pictureId} ${a.mockupId}` < `${b.pictureId} ${b.mockupId}` ? -1 : 1
