import { utcMonth } from '../clock.ts'
import type { Log } from '../log.ts'
import { assignItems } from './assign-items.ts'
import { createBook } from './create-book.ts'
import type { BeginResult, FreeEnd, Hold, Step } from './entries.ts'
import * as rules from './entries.ts'
import type { LedgerStorage, Settled } from './storage.ts'
import {
  type Adjustment,
  type AttemptState,
  type Released,
  type ReserveRequest,
  type ReserveResult,
  reservedItems,
  type Usage,
} from './types.ts'

const MAX_GROUP_ITEMS = 2_000
const MAX_STATES = 500
const LAPSED_PER_CHANGE = 500
const REPORTED_PER_ALARM = 200
const RETRY_REPORT_MS = 15_000

/** What the ledger needs of the object it lives in. */
export type LedgerHost = {
  storage: LedgerStorage
  /** All or nothing: an exception undoes what `work` has written, the alarm too. */
  transaction<Result>(work: () => Result): Result
  now(): number
  setAlarm(atMs: number): void
  clearAlarm(): void
  /** Puts settled entries where reports are made from; what is there already stays. */
  report(userId: string, entries: Settled[]): Promise<void>
  log: Log
}

export type LedgerCore = ReturnType<typeof createLedger>

/**
 * The credits of one user, over the storage of one object. Every change is one synchronous
 * transaction, and nothing in it waits, so changes happen one after another, wholly or not at all.
 */
export function createLedger(host: LedgerHost) {
  const { storage } = host
  const book = createBook(storage)
  const imbalance = storage.findImbalance()
  if (imbalance) host.log.error('ledger_imbalance', imbalance)
  arm()

  /** Sets the alarm for the earliest thing due; inside a transaction it rolls back with it. */
  function arm(): void {
    const dueMs = storage.readNextDueMs()
    if (dueMs === undefined) host.clearAlarm()
    else host.setAlarm(Math.max(dueMs, host.now()))
  }

  /**
   * One transaction: first what time has done, so that a late alarm refuses nobody and revives
   * nothing, then the work, then the alarm for whatever comes next. A ledger out of balance refuses.
   */
  function change<Result>(work: (nowMs: number) => Result): Result {
    if (imbalance) throw new Error(`The credit ledger is out of balance: ${imbalance}`)
    return host.transaction(() => {
      const nowMs = host.now()
      for (const hold of storage.readLapsed(nowMs, LAPSED_PER_CHANGE)) {
        book.apply(hold, rules.lapse(hold, nowMs), nowMs)
      }
      const result = work(nowMs)
      arm()
      return result
    })
  }

  function onHold<Result>(
    attemptId: string,
    absent: Result,
    rule: (hold: Hold, nowMs: number) => Step<Result>,
  ): Result {
    return change((nowMs) => {
      const hold = book.current(attemptId, nowMs)
      return hold ? book.apply(hold, rule(hold, nowMs), nowMs) : absent
    })
  }

  function giveBack(
    holds: Hold[],
    rule: typeof rules.release,
    note: string,
    nowMs: number,
  ): Released {
    const released: string[] = []
    const inFlight: string[] = []
    for (const { attemptId } of holds) {
      const hold = book.current(attemptId, nowMs)
      const result = hold && book.apply(hold, rule(hold, note, nowMs), nowMs)
      if (result === 'released') released.push(attemptId)
      if (result === 'in_flight') inFlight.push(attemptId)
    }
    return { released, inFlight }
  }

  return {
    /**
     * Holds one credit an item, for all of them or none. `other_items`: the group, or one of the
     * attempts, is known with another choice. Throws a RangeError for too many items or one twice.
     */
    reserveMany(request: ReserveRequest): ReserveResult {
      const attemptIds = request.items.map((item) => item.attemptId)
      if (attemptIds.length > MAX_GROUP_ITEMS) throw new RangeError('too many items in one group')
      if (new Set(attemptIds).size < attemptIds.length) throw new RangeError('an attempt twice')
      return change((nowMs) => {
        const first = storage.readGroup(request.groupId)
        if (first) return repeated(first, request)
        // An attempt is held once: a second hold would start its tokens and its state anew.
        if (storage.readHoldsOf(attemptIds).length > 0) return { result: 'other_items' }
        const now = { ...utcMonth(nowMs), nowMs }
        const items = assignItems(storage, request.items)
        const paid = items.filter((item) => item.answer.result === 'reserved')
        const left = rules.remaining(storage.readBalance(now.year), request.budget)
        if (paid.length > left) return { result: 'insufficient', remaining: left }
        storage.writeCap(now.year, request.budget)
        storage.writeMeta('user_id', request.userId)
        storage.writeMeta('budget', String(request.budget))
        for (const { item } of paid) {
          const step = rules.reserve(item, request.groupId, now)
          book.apply(step.hold, step, nowMs)
        }
        const answers = items.map((item) => item.answer)
        storage.writeGroup(request.groupId, JSON.stringify(answers), nowMs)
        return { result: 'reserved', items: answers }
      })
    },

    /** The work is accepted and written down: its holds keep for a day instead of five minutes. */
    confirm(groupId: string): { confirmed: number } {
      return change((nowMs) => {
        const results = storage
          .readGroupHolds(groupId)
          .map((hold) => book.apply(hold, rules.confirm(hold, nowMs), nowMs))
        return { confirmed: results.filter((result) => result === 'confirmed').length }
      })
    },

    /** Takes the right to make the paid call of an attempt. */
    begin(attemptId: string, budget: number): BeginResult {
      return change((nowMs) => {
        const hold = book.current(attemptId, nowMs)
        if (!hold) return { result: 'unknown' }
        const now = { ...utcMonth(nowMs), nowMs }
        storage.writeCap(now.year, budget)
        storage.writeMeta('budget', String(budget))
        const step = rules.begin(hold, now, storage.readBalance(now.year), budget)
        return book.apply(hold, step, nowMs)
      })
    },

    /** Durable before the paid call. `stale` means: do not call. */
    callStarted: (attemptId: string, token: number, timeoutMs: number): 'started' | 'stale' =>
      onHold(attemptId, 'stale', (hold, nowMs) => rules.callStarted(hold, token, timeoutMs, nowMs)),

    /** Posts the credit and keeps the result's link, in one transaction. */
    charged: (attemptId: string, token: number, exportUrl: string): 'charged' | 'stale' =>
      onHold(attemptId, 'stale', (hold, nowMs) => rules.charged(hold, token, exportUrl, nowMs)),

    /** The call was proven free: keep the hold for another try, or give the credit back. */
    notCharged: (
      attemptId: string,
      token: number,
      end: FreeEnd,
      note: string,
    ): 'kept' | 'given_back' | 'stale' =>
      onHold(attemptId, 'stale', (hold, nowMs) => rules.notCharged(hold, token, end, note, nowMs)),

    /** Nobody knows whether the call was paid: the credit stays held until it is decided. */
    unknown: (attemptId: string, token: number, note: string): 'suspect' | 'stale' =>
      onHold(attemptId, 'stale', (hold, nowMs) => rules.unknown(hold, token, note, nowMs)),

    /** Gives back what of these nobody has begun. */
    release: (attemptIds: string[], note: string): Released =>
      change((nowMs) => giveBack(storage.readHoldsOf(attemptIds), rules.release, note, nowMs)),

    /** Gives back a whole group that was never written down; it may be asked for again. */
    releaseGroup: (groupId: string, note: string): Released =>
      change((nowMs) => giveBack(storage.readGroupHolds(groupId), rules.withdraw, note, nowMs)),

    /** What has become of up to 500 attempts; those never reserved are left out. */
    states(attemptIds: string[]): AttemptState[] {
      if (attemptIds.length > MAX_STATES) throw new RangeError('too many attempts in one question')
      return storage.readHoldsOf(attemptIds).map((hold) => toAttemptState(hold, host.now()))
    },

    /** Suspect attempts, oldest first. */
    suspects: (limit: number): AttemptState[] =>
      storage.readSuspects(limit).map((hold) => toAttemptState(hold, host.now())),

    /** A person, or the reconciler after a day, decides a suspect attempt. */
    resolveSuspect: (
      attemptId: string,
      decision: 'post' | 'void',
      note: string,
    ): 'posted' | 'voided' | 'not_suspect' =>
      onHold(attemptId, 'not_suspect', (hold, nowMs) =>
        rules.resolveSuspect(hold, decision, note, nowMs),
      ),

    /** The pictures of these mockups are gone: the next request for one pays again. */
    forgetPictures: (mockupIds: string[]): void =>
      change(() => {
        for (const mockupId of mockupIds) storage.forgetPicture(mockupId)
      }),

    /** A refund or a correction, as an entry of its own. The same key twice is written once. */
    adjust(adjustment: Adjustment): 'adjusted' | 'exists' {
      return change((nowMs) => {
        const { operation, credits, attemptId, mockupId, budget } = adjustment
        // Kept apart from the keys of paid attempts, which are their ids.
        const key = `adjustment ${adjustment.key}`
        if (storage.hasSettled(key)) return 'exists'
        const { year, month } = utcMonth(nowMs)
        const spent = operation === 'refund' ? -credits : credits
        const balance = storage.readBalance(year)
        storage.writeMeta('user_id', adjustment.userId)
        storage.writeCap(year, Math.max(budget, rules.taken(balance) + Math.max(0, spent)))
        const [from, to] =
          spent < 0 ? (['posted', 'available'] as const) : (['available', 'posted'] as const)
        storage.writeMove({ attemptId: key, round: 1 }, { from, to, year }, Math.abs(spent), nowMs)
        const entry = { key, attemptId, mockupId, credits, operation, year, month, budget }
        book.settle(entry, spent, balance, nowMs)
        return 'adjusted'
      })
    },

    /** What is spent and held in a UTC year and month, under a budget. */
    usage(year: number, month: number, budget: number): Usage {
      const balance = storage.readBalance(year)
      return {
        total_used: balance.posted,
        monthly_used: storage.readMonthUsed(year, month),
        held: balance.pending,
        suspect: balance.suspect,
        remaining: rules.remaining(balance, budget),
      }
    },

    /** Settled entries after a sequence number, for checking the report against the record. */
    settledAfter: (sequence: number, limit: number): Settled[] =>
      storage.readSettledAfter(sequence, limit),

    lastSequence: (): number => storage.readLastSequence(),

    /** The report has lost entries: all are put into it again; what is there stays. */
    reportAgain: (): void => change(() => storage.markUndrained()),

    /** What time has done, and the report: lapses first, then the outbox. Never throws. */
    async alarm(): Promise<void> {
      try {
        change(() => undefined)
        const userId = storage.readMeta('user_id')
        const entries = storage.readUndrained(REPORTED_PER_ALARM)
        if (entries.length === 0) return
        if (!userId) throw new Error('settled entries without an owner')
        await host.report(userId, entries)
        change(() => storage.markDrained(entries.map((entry) => entry.sequence)))
      } catch (cause) {
        host.log.error('ledger_alarm_failed', cause)
        host.setAlarm(host.now() + RETRY_REPORT_MS)
      }
    },
  }
}

/** The stored answer of a group, when it is asked for the same attempts. */
function repeated(stored: string, request: ReserveRequest): ReserveResult {
  const items = reservedItems.parse(JSON.parse(stored))
  const same =
    items.length === request.items.length &&
    items.every((item, index) => item.attemptId === request.items[index]?.attemptId)
  return same ? { result: 'reserved', items } : { result: 'other_items' }
}

function toAttemptState(hold: Hold, nowMs: number): AttemptState {
  const { attemptId, mockupId, groupId, state, exportUrl, note, calls, changedAtMs } =
    rules.lapse(hold, nowMs).hold ?? hold
  return { attemptId, mockupId, groupId, state, exportUrl, note, calls, changedAtMs }
}
