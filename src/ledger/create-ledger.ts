import type { Log } from '../log.ts'
import type { ClaimedHold, ClaimFilter } from './claim-tables.ts'
import { createBook } from './create-book.ts'
import type { BeginResult, FreeEnd, Hold, Step } from './entries.ts'
import * as rules from './entries.ts'
import { reserveMany } from './reserve-many.ts'
import type { LedgerStorage } from './storage.ts'
import type {
  Adjustment,
  AttemptState,
  PaidShare,
  Released,
  ReleaseTarget,
  ReserveRequest,
  ReserveResult,
  Settled,
  Usage,
} from './types.ts'

const MAX_GROUP_ITEMS = 2_000
/** Mockups, and attempts or pictures, of one call: `ledgerOf` cuts longer lists. */
export const MAX_MOCKUPS = 2_000
export const MAX_ASKED = 500
const MAX_ENTRIES = 1_000
const LAPSED_PER_CHANGE = 500
const REPORTED_PER_ALARM = 200
const RETRY_REPORT_MS = 15_000
/** Newer than the checkpoint: so many are added up at the latest when an alarm fires. */
const UNVERIFIED_ENTRIES = 1_000
const AUDITED_AT_ONCE = 20_000
const AUDIT_EVERY_MS = 20 * 60 * 60_000

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
 * Lists longer than their bound throw a RangeError and change nothing.
 */
export function createLedger(host: LedgerHost) {
  const { storage } = host
  const book = createBook(storage)
  let imbalance: string | undefined
  /** What the alarm was set for, null for nothing: to set it is paid for as a row. */
  let armedMs: number | null | undefined
  verify()
  arm()

  /**
   * Whether the ledger adds up: what an audit has found, and what is newer than the checkpoint,
   * which moves on to what is sound. Its cost is that of what is newer, however old the ledger is.
   */
  function verify(): void {
    imbalance = storage.readFlaw() ?? storage.findImbalance()
    if (imbalance) host.log.error('ledger_imbalance', imbalance)
    else host.transaction(() => storage.writeCheckpoint())
  }

  /** Sets the alarm for the earliest thing due; inside a transaction it rolls back with it. */
  function arm(): void {
    const dueMs = storage.readNextDueMs()
    if (armedMs !== undefined && armedMs === (dueMs ?? null)) return
    if (dueMs === undefined) host.clearAlarm()
    else host.setAlarm(Math.max(dueMs, host.now()))
    armedMs = dueMs ?? null
  }

  /**
   * One transaction: first what time has done, so that a late alarm refuses nobody and revives
   * nothing, then the work, then the alarm for whatever comes next. A ledger out of balance refuses.
   */
  function change<Result>(work: (nowMs: number) => Result): Result {
    if (imbalance) throw new Error(`The credit ledger is out of balance: ${imbalance}`)
    try {
      return host.transaction(() => {
        const nowMs = host.now()
        letTimePass(nowMs)
        const result = work(nowMs)
        arm()
        return result
      })
    } catch (cause) {
      // What was undone may have set the alarm.
      armedMs = undefined
      throw cause
    }
  }

  function letTimePass(nowMs: number): void {
    const unclaimed = storage.dropExpiredClaims(nowMs, LAPSED_PER_CHANGE)
    const leases = storage.readLeasesToLookAt(nowMs, LAPSED_PER_CHANGE)
    for (const hold of leases) if (hold.leaseUntilMs > nowMs) storage.lookAtItsEnd(hold)
    for (const id of [...unclaimed, ...leases.map((hold) => hold.attemptId)]) {
      book.current(id, nowMs)
    }
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

  function dropClaims(filter: ClaimFilter, note: string): Released {
    return change((nowMs) => {
      const voided: string[] = []
      const inFlight: string[] = []
      const claimed = storage.readClaimedAttempts(filter)
      const holds = claimed.map((attemptId) => book.current(attemptId, nowMs))
      storage.dropClaims(filter)
      for (const hold of holds) {
        if (!hold) continue
        const { attemptId } = hold
        const step = rules.release(hold, storage.countClaims(attemptId), note, nowMs)
        const result = book.apply(hold, step, nowMs)
        if (result === 'voided') voided.push(attemptId)
        if (result === 'in_flight') inFlight.push(attemptId)
      }
      return { voided, inFlight }
    })
  }

  return {
    /**
     * A hold, or a claim on one, for each item that needs it: for all of them or none. Also throws
     * a RangeError for a picture and mockup that are named twice.
     */
    reserveMany(request: ReserveRequest): ReserveResult {
      bound(request.items, MAX_GROUP_ITEMS, 'items in one group')
      const pairs = request.items.map((item) => `${item.pictureId} ${item.mockupId}`)
      if (new Set(pairs).size < pairs.length) throw new RangeError('an item twice in one group')
      return change((nowMs) => reserveMany(storage, book, request, nowMs))
    },

    /** The work is accepted and written down: its claims last a day instead of five minutes. */
    confirm: (groupId: string): { confirmed: number } =>
      change((nowMs) => ({
        confirmed: storage.confirmGroup(groupId, nowMs, nowMs + rules.CONFIRMED_TTL_MS),
      })),

    /** The work of these mockups is still wanted: a day from now for each of their claims. */
    renew(mockupIds: string[]): { renewed: number } {
      bound(mockupIds, MAX_MOCKUPS, 'mockups')
      return change((nowMs) => ({
        renewed: storage.renewClaims(mockupIds, nowMs, nowMs + rules.CONFIRMED_TTL_MS),
      }))
    },

    /** Takes the right to make the paid call of an attempt. */
    begin: (attemptId: string): BeginResult =>
      onHold<BeginResult>(attemptId, { result: 'unknown' }, (hold, nowMs) =>
        rules.begin(hold, nowMs),
      ),

    /** Durable before the paid call. `stale` means: do not call. */
    callStarted: (attemptId: string, token: number, timeoutMs: number): 'started' | 'stale' =>
      onHold(attemptId, 'stale', (hold, nowMs) => rules.callStarted(hold, token, timeoutMs, nowMs)),

    /** Posts or corrects the credit and keeps the result's link, in one transaction. */
    charged: (
      attemptId: string,
      token: number,
      exportUrl: string,
    ): 'charged' | 'corrected' | 'stale' =>
      onHold(attemptId, 'stale', (hold, nowMs) => rules.charged(hold, token, exportUrl, nowMs)),

    /** The call was proven free: keep the hold for another try, or give the credit back. */
    notCharged: (
      attemptId: string,
      token: number,
      end: FreeEnd,
      note: string,
    ): 'kept' | 'given_back' | 'stale' =>
      onHold(attemptId, 'stale', (hold, nowMs) =>
        rules.notCharged(hold, storage.countClaims(attemptId), token, end, note, nowMs),
      ),

    /** Nobody knows whether the call was paid: the credit stays held until it is decided. */
    unknown: (attemptId: string, token: number, note: string): 'suspect' | 'stale' =>
      onHold(attemptId, 'stale', (hold, nowMs) => rules.unknown(hold, token, note, nowMs)),

    /** Drops the claims of a run, mockups or attempts; what nobody has begun and wants goes back. */
    release(target: ReleaseTarget, note: string): Released {
      if ('mockupIds' in target) bound(target.mockupIds, MAX_MOCKUPS, 'mockups')
      if ('attemptIds' in target) bound(target.attemptIds, MAX_ASKED, 'attempts')
      return dropClaims(target, note)
    },

    /** The same for a group whose rows were never written. */
    releaseGroup: (groupId: string, note: string): Released => dropClaims({ groupId }, note),

    /** What has become of up to 500 attempts; those never reserved are left out. */
    states(attemptIds: string[]): AttemptState[] {
      bound(attemptIds, MAX_ASKED, 'attempts')
      const nowMs = host.now()
      return storage.readClaimed(attemptIds, nowMs).map((one) => toAttemptState(one, nowMs))
    },

    /** The newest attempt of each of up to 500 pictures; those never reserved are left out. */
    newestStates(pictureIds: string[]): AttemptState[] {
      bound(pictureIds, MAX_ASKED, 'pictures')
      const nowMs = host.now()
      return storage.readNewestClaimed(pictureIds, nowMs).map((one) => toAttemptState(one, nowMs))
    },

    /** What each mockup has paid for each of up to 500 pictures, in credits, refunds taken off. */
    paid(pictureIds: string[]): PaidShare[] {
      bound(pictureIds, MAX_ASKED, 'pictures')
      return storage.readPaid(pictureIds)
    },

    /** A person, or the reconciler after a day, decides a suspect attempt. */
    resolveSuspect: (
      attemptId: string,
      decision: 'post' | 'void',
      note: string,
    ): 'posted' | 'voided' | 'not_suspect' =>
      onHold(attemptId, 'not_suspect', (hold, nowMs) =>
        rules.resolveSuspect(hold, decision, note, nowMs),
      ),

    /** The pictures of up to 500 attempts are gone or lost: the next request for one pays again. */
    close(attemptIds: string[]): void {
      bound(attemptIds, MAX_ASKED, 'attempts')
      change(() => storage.closeAttempts(attemptIds))
    },

    /** A refund or a correction, as an entry of its own. The same key twice is written once. */
    adjust({ userId, key: name, ...adjustment }: Adjustment): 'adjusted' | 'exists' {
      return change((nowMs) => {
        // Kept apart from the keys of paid attempts, which are their ids.
        const key = `adjustment ${name}`
        if (storage.hasSettled(key)) return 'exists'
        storage.writeOwner(userId)
        book.adjust(key, adjustment, nowMs)
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

    /** Up to 1,000 settled entries after a number, for checking the report against the record. */
    settledAfter: (sequence: number, limit: number): Settled[] =>
      storage.readSettledAfter(sequence, Math.min(limit, MAX_ENTRIES)),

    lastSequence: (): number => storage.readLastSequence(),

    /** The report has lost entries: all are put into it again; what is there stays. */
    reportAgain: (): void => change(() => storage.writeReported(0)),

    /**
     * Adds up some of the entries again, from the first on, if that has not been done for most of a
     * day. What does not add up is refused from then on, until an audit finds it mended.
     */
    audit(): 'unfinished' | 'sound' | 'flawed' {
      const nowMs = host.now()
      const audited = storage.readAuditedMs()
      if (nowMs - audited < AUDIT_EVERY_MS) return imbalance ? 'flawed' : 'sound'
      const state = host.transaction(() => storage.audit(AUDITED_AT_ONCE, nowMs))
      if (state === 'unfinished') return state
      verify()
      return imbalance ? 'flawed' : 'sound'
    },

    /** What time has done, and the report: lapses first, then the outbox. Never throws. */
    async alarm(): Promise<void> {
      // The alarm that fires is set no more.
      armedMs = undefined
      try {
        change(() => undefined)
        if (storage.countUnverified() >= UNVERIFIED_ENTRIES) verify()
        const userId = storage.readOwner()
        const reported = storage.readReported()
        const entries = storage.readSettledAfter(reported, REPORTED_PER_ALARM)
        const last = entries.at(-1)
        if (!last) return
        if (!userId) throw new Error('settled entries without an owner')
        await host.report(userId, entries)
        change(() => {
          // Whoever has the report written again meanwhile is not overruled.
          if (storage.readReported() === reported) storage.writeReported(last.sequence)
        })
      } catch (cause) {
        host.log.error('ledger_alarm_failed', cause)
        host.setAlarm(host.now() + RETRY_REPORT_MS)
        armedMs = undefined
      }
    },
  }
}

function bound(list: readonly unknown[], most: number, what: string): void {
  if (list.length > most) throw new RangeError(`too many ${what}: at most ${most}`)
}

function toAttemptState({ hold, claims, payer }: ClaimedHold, nowMs: number): AttemptState {
  const now = rules.lapse(hold, claims, nowMs).hold ?? hold
  const { attemptId, pictureId, attempt, state, closed, exportUrl, note, calls, changedAtMs } = now
  const answer = { attemptId, pictureId, attempt, state, closed, exportUrl, note, calls }
  return { ...answer, claims, payer, changedAtMs }
}
