import { DurableObject } from 'cloudflare:workers'
import * as z from 'zod'
import { utcMonth } from '../clock.ts'
import { createLog } from '../log.ts'
import { drainReport } from './drain-report.ts'
import {
  type Balance,
  type BeginResult,
  begin,
  callStarted,
  charged,
  confirm,
  type FreeEnd,
  type Hold,
  type HoldState,
  lapse,
  newHold,
  notCharged,
  type ReserveItem,
  release,
  remaining,
  resolveSuspect,
  type Step,
  taken,
  unknown,
} from './entries.ts'
import { type LedgerStorage, openStorage, type Settled } from './storage.ts'

export type ReserveRequest = {
  userId: string
  groupId: string
  items: ReserveItem[]
  budget: number
}
const reservedItems = z.array(
  z.discriminatedUnion('result', [
    z.object({ attemptId: z.string(), result: z.literal('reserved') }),
    z.object({
      attemptId: z.string(),
      result: z.enum(['stored', 'follows']),
      mockupId: z.string(),
    }),
  ]),
)
/** Held, or: that mockup's picture is there already (stored) or on its way (follows). */
export type ReservedItem = z.infer<typeof reservedItems>[number]
export type ReserveResult =
  | { result: 'reserved'; items: ReservedItem[] }
  | { result: 'insufficient'; remaining: number }
  | { result: 'other_items' }

export type AttemptState = {
  attemptId: string
  groupId: string
  state: HoldState
  /** A begun attempt whose lease has not lapsed. */
  leased: boolean
  exportUrl: string | null
  note: string | null
  calls: number
  changedAtMs: number
}

export type Usage = {
  total_used: number
  monthly_used: number
  held: number
  suspect: number
  remaining: number
}

export type Adjustment = {
  userId: string
  /** Used once: the same key again changes nothing. */
  key: string
  operation: 'refund' | 'correction'
  /** A refund's are what is given back; a correction's may be negative. */
  credits: number
  attemptId: string
  mockupId: string | null
  budget: number
}

export const MAX_GROUP_ITEMS = 2_000
const MAX_STATES = 500
const LAPSED_PER_ALARM = 500
const RETRY_DRAIN_MS = 15_000

/**
 * The credits of one user: the record of what is held and spent. One object a user, named by the
 * user's id. Every change is one synchronous transaction, and nothing in it waits for anything, so
 * changes happen one after another and wholly or not at all.
 */
export class CreditLedger extends DurableObject<Env> {
  private readonly storage: LedgerStorage
  private imbalance: string | undefined
  private readonly log = createLog({ object: 'credit-ledger' })

  constructor(state: DurableObjectState, env: Env) {
    super(state, env)
    this.storage = openStorage(state.storage.sql)
    this.imbalance = this.storage.findImbalance()
    if (this.imbalance) this.log.error('ledger_imbalance', this.imbalance)
    this.arm()
  }

  /**
   * Holds one credit an item, for all of them or none. The same group again gets the first answer.
   * An item whose picture is being paid for already follows that mockup and holds nothing.
   */
  reserveMany(request: ReserveRequest): ReserveResult {
    if (request.items.length > MAX_GROUP_ITEMS) throw new RangeError('too many items in one group')
    return this.change(() => {
      const first = this.storage.readGroup(request.groupId)
      if (first) return repeatedAnswer(first, request)
      const now = moment()
      const items = this.assignItems(request.items)
      const paid = items.filter((item) => item.answer.result === 'reserved')
      this.storage.writeCap(now.year, request.budget)
      const balance = this.storage.readBalance(now.year)
      const left = remaining(balance, request.budget)
      if (paid.length > left) return { result: 'insufficient', remaining: left }
      this.storage.writeMeta('user_id', request.userId)
      this.storage.writeMeta('budget', String(request.budget))
      for (const { item } of paid) {
        const hold = newHold(item, request.groupId, now)
        this.apply(hold, { result: undefined, hold, moves: [reserveMove(now.year)] }, now.nowMs)
      }
      const answers = items.map((item) => item.answer)
      this.storage.writeGroup(request.groupId, JSON.stringify(answers), now.nowMs)
      return { result: 'reserved', items: answers }
    })
  }

  /** The work is accepted and written down: its holds keep for a day instead of five minutes. */
  confirm(groupId: string): { confirmed: number } {
    return this.change(() => {
      const now = moment()
      const holds = this.storage.readGroupHolds(groupId)
      const results = holds.map((hold) => this.apply(hold, confirm(hold, now.nowMs), now.nowMs))
      return { confirmed: results.filter((result) => result === 'confirmed').length }
    })
  }

  /** Takes the right to make the paid call of an attempt. */
  begin(attemptId: string, budget: number): BeginResult {
    return this.change(() => {
      const now = moment()
      const hold = this.current(attemptId, now.nowMs)
      if (!hold) return { result: 'unknown' }
      this.storage.writeCap(now.year, budget)
      const step = begin(hold, now, this.storage.readBalance(now.year), budget)
      return this.apply(hold, step, now.nowMs)
    })
  }

  /** Durable before the paid call. `stale` means: do not call. */
  callStarted(attemptId: string, token: number, timeoutMs: number): 'started' | 'stale' {
    return this.onHold(attemptId, 'stale', (hold, nowMs) =>
      callStarted(hold, token, timeoutMs, nowMs),
    )
  }

  /** Posts the credit and keeps the result's link, in one transaction. */
  charged(attemptId: string, token: number, exportUrl: string): 'charged' | 'stale' {
    return this.onHold(attemptId, 'stale', (hold, nowMs) => charged(hold, token, exportUrl, nowMs))
  }

  /** The call was proven free: keep the hold for another try, or give the credit back. */
  notCharged(
    attemptId: string,
    token: number,
    end: FreeEnd,
    note: string,
  ): 'kept' | 'given_back' | 'stale' {
    return this.onHold(attemptId, 'stale', (hold, nowMs) =>
      notCharged(hold, token, end, note, nowMs),
    )
  }

  /** Nobody knows whether the call was paid: the credit stays held until it is decided. */
  unknown(attemptId: string, token: number, note: string): 'suspect' | 'stale' {
    return this.onHold(attemptId, 'stale', (hold, nowMs) => unknown(hold, token, note, nowMs))
  }

  /** Gives back what of these nobody has begun; answers the attempts that were given back. */
  release(attemptIds: string[], note: string): { released: string[]; inFlight: string[] } {
    return this.change(() => this.releaseHolds(this.storage.readHoldsOf(attemptIds), note))
  }

  /** The same for a whole group. */
  releaseGroup(groupId: string, note: string): { released: string[]; inFlight: string[] } {
    return this.change(() => this.releaseHolds(this.storage.readGroupHolds(groupId), note))
  }

  /** What has become of up to 500 attempts; those never reserved are left out. */
  states(attemptIds: string[]): AttemptState[] {
    if (attemptIds.length > MAX_STATES) throw new RangeError('too many attempts in one question')
    const nowMs = Date.now()
    return this.storage.readHoldsOf(attemptIds).map((hold) => toAttemptState(hold, nowMs))
  }

  /** Suspect attempts, oldest first. */
  suspects(limit: number): AttemptState[] {
    const nowMs = Date.now()
    return this.storage.readSuspects(limit).map((hold) => toAttemptState(hold, nowMs))
  }

  /** A person, or the reconciler after a day, decides a suspect attempt. */
  resolveSuspect(
    attemptId: string,
    decision: 'post' | 'void',
    note: string,
  ): 'posted' | 'voided' | 'not_suspect' {
    return this.onHold(attemptId, 'not_suspect', (hold, nowMs) =>
      resolveSuspect(hold, decision, note, nowMs),
    )
  }

  /** The pictures of these mockups are gone: the next request for one pays again. */
  forgetPictures(mockupIds: string[]): void {
    this.change(() => {
      for (const mockupId of mockupIds) this.storage.forgetPicture(mockupId)
    })
  }

  /** A refund or a correction, as an entry of its own. The same key twice is written once. */
  adjust(adjustment: Adjustment): 'adjusted' | 'exists' {
    return this.change(() => {
      if (this.storage.hasSettled(adjustment.key)) return 'exists'
      const now = moment()
      const added = adjustment.operation === 'refund' ? -adjustment.credits : adjustment.credits
      this.storage.writeMeta('user_id', adjustment.userId)
      const balance = this.storage.readBalance(now.year)
      const cap = Math.max(adjustment.budget, taken(balance) + Math.max(0, added))
      this.storage.writeCap(now.year, cap)
      this.storage.writeMove(
        { attemptId: adjustment.key, round: 1 },
        added < 0
          ? { from: 'posted', to: 'available', year: now.year }
          : { from: 'available', to: 'posted', year: now.year },
        Math.abs(added),
        now.nowMs,
      )
      this.settle(adjustment.key, adjustment, { ...now, added, balance, budget: adjustment.budget })
      return 'adjusted'
    })
  }

  /** What is spent and held in a UTC year and month, under a budget. */
  usage(year: number, month: number, budget: number): Usage {
    const balance = this.storage.readBalance(year)
    return {
      total_used: balance.posted,
      monthly_used: this.storage.readMonthUsed(year, month),
      held: balance.pending,
      suspect: balance.suspect,
      remaining: remaining(balance, budget),
    }
  }

  /** Settled entries after a sequence number, for checking the report against the record. */
  settledAfter(sequence: number, limit: number): Settled[] {
    return this.storage.readSettledAfter(sequence, limit)
  }

  lastSequence(): number {
    return this.storage.readLastSequence()
  }

  override async alarm(): Promise<void> {
    try {
      this.change(() => {
        const nowMs = Date.now()
        for (const hold of this.storage.readLapsed(nowMs, LAPSED_PER_ALARM)) {
          this.apply(hold, lapse(hold, nowMs), nowMs)
        }
      })
      await this.drain()
    } catch (cause) {
      this.log.error('ledger_alarm_failed', cause)
      this.ctx.storage.setAlarm(Date.now() + RETRY_DRAIN_MS)
    }
  }

  /** Puts settled entries into D1's usage table; outside any transaction, safe to run twice. */
  private async drain(): Promise<void> {
    const userId = this.storage.readMeta('user_id')
    if (!userId) return
    const drained = await drainReport(this.env.DB, userId, (limit) =>
      this.storage.readUndrained(limit),
    )
    this.change(() => this.storage.markDrained(drained))
  }

  /** One transaction, then the alarm for whatever comes next. A ledger out of balance refuses. */
  private change<Result>(work: () => Result): Result {
    if (this.imbalance) throw new Error(`The credit ledger is out of balance: ${this.imbalance}`)
    return this.ctx.storage.transactionSync(() => {
      const result = work()
      this.arm()
      return result
    })
  }

  /** The hold of an attempt, after what time alone has done to it. */
  private current(attemptId: string, nowMs: number): Hold | undefined {
    const hold = this.storage.readHold(attemptId)
    if (!hold) return undefined
    const step = lapse(hold, nowMs)
    this.apply(hold, step, nowMs)
    return step.hold ?? hold
  }

  private onHold<Result>(
    attemptId: string,
    absent: Result,
    rule: (hold: Hold, nowMs: number) => Step<Result>,
  ): Result {
    return this.change(() => {
      const nowMs = Date.now()
      const hold = this.current(attemptId, nowMs)
      return hold ? this.apply(hold, rule(hold, nowMs), nowMs) : absent
    })
  }

  /** Stores a step: the hold, its moves between accounts, and the settled entry. */
  private apply<Result>(before: Hold, step: Step<Result>, nowMs: number): Result {
    const hold = step.hold ?? before
    if (step.hold) this.storage.writeHold(step.hold)
    const balance = this.storage.readBalance(hold.year)
    for (const move of step.moves) this.storage.writeMove(hold, move, 1, nowMs)
    if (step.settled) {
      const budget = Number(this.storage.readMeta('budget') ?? 0)
      this.settle(
        hold.attemptId,
        { attemptId: hold.attemptId, mockupId: hold.mockupId, credits: 1, operation: step.settled },
        { year: hold.year, month: hold.month, nowMs, added: 1, balance, budget },
      )
    }
    return step.result
  }

  private settle(
    entryKey: string,
    entry: Pick<Settled, 'attemptId' | 'mockupId' | 'credits' | 'operation'>,
    at: {
      year: number
      month: number
      nowMs: number
      added: number
      balance: Balance
      budget: number
    },
  ): void {
    const balanceBefore = at.budget - at.balance.posted
    this.storage.writeSettled(entryKey, {
      ...entry,
      balanceBefore,
      balanceAfter: balanceBefore - at.added,
      year: at.year,
      month: at.month,
      createdAtMs: at.nowMs,
    })
  }

  private releaseHolds(holds: Hold[], note: string): { released: string[]; inFlight: string[] } {
    const nowMs = Date.now()
    const released: string[] = []
    const inFlight: string[] = []
    for (const stored of holds) {
      const hold = this.current(stored.attemptId, nowMs) ?? stored
      const result = this.apply(hold, release(hold, note, nowMs), nowMs)
      if (result === 'released') released.push(hold.attemptId)
      if (result === 'in_flight') inFlight.push(hold.attemptId)
    }
    return { released, inFlight }
  }

  private assignItems(items: ReserveItem[]): { item: ReserveItem; answer: ReservedItem }[] {
    const leaders = new Map<string, string>()
    return items.map((item) => {
      const { attemptId, mockupId, pictureKey } = item
      if (pictureKey === null) return { item, answer: { attemptId, result: 'reserved' } }
      const inGroup = leaders.get(pictureKey)
      if (inGroup) return { item, answer: { attemptId, result: 'follows', mockupId: inGroup } }
      const hold = this.storage.readPictureHold(pictureKey)
      if (hold) {
        const result = hold.state === 'posted' ? 'stored' : 'follows'
        return { item, answer: { attemptId, result, mockupId: hold.mockupId } }
      }
      leaders.set(pictureKey, mockupId)
      return { item, answer: { attemptId, result: 'reserved' } }
    })
  }

  /** Sets the alarm for the earliest thing due; inside a transaction it rolls back with it. */
  private arm(): void {
    const dueMs = this.storage.readNextDueMs()
    if (dueMs !== undefined) this.ctx.storage.setAlarm(Math.max(dueMs, Date.now()))
    else this.ctx.storage.deleteAlarm()
  }
}

function moment(): { year: number; month: number; nowMs: number } {
  const nowMs = Date.now()
  return { ...utcMonth(nowMs), nowMs }
}

function reserveMove(year: number): { from: 'available'; to: 'pending'; year: number } {
  return { from: 'available', to: 'pending', year }
}

/** The stored answer of a group, when it is asked for the same attempts. */
function repeatedAnswer(stored: string, request: ReserveRequest): ReserveResult {
  const items = reservedItems.parse(JSON.parse(stored))
  const same =
    items.length === request.items.length &&
    items.every((item, index) => item.attemptId === request.items[index]?.attemptId)
  return same ? { result: 'reserved', items } : { result: 'other_items' }
}

function toAttemptState(hold: Hold, nowMs: number): AttemptState {
  const seen = lapse(hold, nowMs).hold ?? hold
  return {
    attemptId: seen.attemptId,
    groupId: seen.groupId,
    state: seen.state,
    leased: seen.state === 'in_flight',
    exportUrl: seen.exportUrl,
    note: seen.note,
    calls: seen.calls,
    changedAtMs: seen.changedAtMs,
  }
}
