import type { Balance, Hold } from '../../../src/ledger/entries.ts'
import * as rules from '../../../src/ledger/entries.ts'
import type { LedgerStorage } from '../../../src/ledger/storage.ts'
import type { Alarm } from './alarm.ts'
import { must } from './violation.ts'

/** What is asked of the ledger: enough to know what may change. */
export type LedgerCall = {
  name: string
  attemptId?: string
  token?: number
  /** The budget in force, for calls that may hold more credits. */
  budget?: number
}

type Parts = {
  sql: SqlStorage
  storage: LedgerStorage
  alarm: Alarm
  now: () => number
}

/** After an alarm that failed, the next one is put off this long. */
const FAILED_ALARM_MS = 15_000
const RESOLVED: readonly string[] = ['posted', 'voided', 'expired', 'suspect']

/** Looks at the ledger's own storage around every call: I1, I2, I3, I5, I8. */
export function createAudit({ sql, storage, alarm, now }: Parts) {
  let known = new Map<string, { state: string; text: string }>()
  let balances: Balance[] = []
  /** Calls that the ledger was told were free, a mockup. */
  const free = new Map<string, number>()
  /** Holds that a person gave back although they may have been charged. */
  const givenBack = new Set<string>()
  /** Holds that were counted as paid without a proof. */
  const counted = new Set<string>()
  const suspected = new Set<string>()
  let holds: Hold[] = []

  function around<Result>(what: LedgerCall, work: () => Result): Result {
    const stored = what.attemptId === undefined ? undefined : storage.readHold(what.attemptId)
    const before = stored && (rules.lapse(stored, now()).hold ?? stored)
    try {
      const result = work()
      if (before && what.token !== undefined) checkToken(what, before, result)
      noteDecision(what, before, result)
      return result
    } finally {
      check(what)
    }
  }

  /** I8: a stale token is told so, and changes nothing but what time has done anyway. */
  function checkToken(what: LedgerCall, before: Hold, result: unknown): void {
    const stale = what.token !== before.token
    must(!stale || result === 'stale', () => `I8: ${describe(what)} was heard: ${result}`)
    if (result !== 'stale') return
    const after = storage.readHold(before.attemptId)
    must(
      JSON.stringify(after) === JSON.stringify(before),
      () => `I8: the stale ${describe(what)} changed ${before.state} to ${after?.state}`,
    )
  }

  function noteDecision(what: LedgerCall, before: Hold | undefined, result: unknown): void {
    if (!before) return
    const called = before.state === 'in_flight' && before.callStarted
    if (what.name === 'notCharged' && result !== 'stale' && called) {
      free.set(before.mockupId, (free.get(before.mockupId) ?? 0) + 1)
    }
    if (what.name !== 'resolveSuspect') return
    if (result === 'voided') givenBack.add(before.attemptId)
    if (result === 'posted') counted.add(before.attemptId)
  }

  function check(what: LedgerCall): void {
    const imbalance = storage.findImbalance()
    must(imbalance === undefined, () => `I2: ${imbalance} after ${describe(what)}`)
    checkBudget(what)
    checkResolved(what)
    checkAlarm(what)
  }

  /** I1: whatever takes more than before stays within the budget then in force. */
  function checkBudget(what: LedgerCall): void {
    const after = storage.readBalances()
    for (const balance of after) {
      const taken = rules.taken(balance)
      const old = balances.find((each) => each.year === balance.year)
      const rose = taken > (old ? rules.taken(old) : 0)
      const within = what.budget !== undefined && taken <= what.budget
      must(!rose || within, () => `I1: ${taken} taken of ${what.budget} after ${describe(what)}`)
    }
    balances = after
  }

  /** I5: a resolved reservation never changes; only a suspect one is decided, once. */
  function checkResolved(what: LedgerCall): void {
    holds = readEveryRound(sql)
    const next = new Map<string, { state: string; text: string }>()
    for (const hold of holds) {
      const key = `${hold.attemptId} round ${hold.round}`
      const text = JSON.stringify(hold)
      const old = known.get(key)
      next.set(key, { state: hold.state, text })
      if (hold.state === 'suspect') suspected.add(key)
      if (!old || !RESOLVED.includes(old.state) || old.text === text) continue
      const decided = old.state === 'suspect' && what.name === 'resolveSuspect'
      must(decided, () => `I5: ${key} went from ${old.state} to ${hold.state}`)
    }
    must(next.size >= known.size, () => 'I5: a reservation has disappeared')
    known = next
  }

  /** I3: whatever is held or unreported has an alarm, and not a late one. */
  function checkAlarm(what: LedgerCall): void {
    const dues = holds.flatMap((hold) => {
      if (hold.state === 'pending') return [hold.expiresAtMs]
      return hold.state === 'in_flight' ? [hold.leaseUntilMs] : []
    })
    if (storage.readUndrained(1).length > 0) dues.push(now())
    if (dues.length === 0) return
    const dueMs = Math.min(...dues)
    const setMs = alarm.dueMs()
    const inTime = setMs !== undefined && setMs <= Math.max(dueMs, now()) + FAILED_ALARM_MS
    must(inTime || alarm.isRunning(), () => `I3: no alarm in time after ${describe(what)}`)
  }

  return {
    around,
    check,
    /** Every round of every hold, as of the last check. */
    holds: () => holds,
    /** How many holds were ever suspect. */
    suspects: () => suspected.size,
    freeCalls: (mockupId: string) => free.get(mockupId) ?? 0,
    wasCounted: (hold: Hold) => counted.has(hold.attemptId),
    wasGivenBack: (hold: Hold) => givenBack.has(hold.attemptId),
  }
}

function describe({ name, attemptId, token }: LedgerCall): string {
  return [name, attemptId, token === undefined ? undefined : `token ${token}`]
    .filter((part) => part !== undefined)
    .join(' ')
}

/** Past the storage's own reading, which knows the newest round alone. */
function readEveryRound(sql: SqlStorage): Hold[] {
  return sql
    .exec<Hold>(
      `SELECT attempt_id AS attemptId, round, mockup_id AS mockupId, group_id AS groupId,
         operation, state, year, month, expires_at_ms AS expiresAtMs, token,
         lease_until_ms AS leaseUntilMs, call_started AS callStarted, calls, failures,
         export_url AS exportUrl, note, changed_at_ms AS changedAtMs FROM holds`,
    )
    .toArray()
}
