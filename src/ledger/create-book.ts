import { type Balance, type Hold, lapse, type Step } from './entries.ts'
import type { LedgerStorage, Settled } from './storage.ts'

type Settlement = Pick<Settled, 'attemptId' | 'mockupId' | 'credits' | 'operation'> & {
  key: string
  year: number
  month: number
  budget: number
}

/** Writes what the rules decide: the hold, both sides of each move, and the settled entry. */
export function createBook(storage: LedgerStorage) {
  /** Stores a step and answers its result. */
  function apply<Result>(before: Hold, step: Step<Result>, nowMs: number): Result {
    const hold = step.hold ?? before
    if (step.hold) storage.writeHold(step.hold)
    const balance = storage.readBalance(hold.year)
    for (const move of step.moves) storage.writeMove(hold, move, 1, nowMs)
    if (step.settled) {
      const { attemptId, mockupId, year, month } = hold
      const budget = Number(storage.readMeta('budget') ?? 0)
      const operation = step.settled
      const entry = {
        key: attemptId,
        attemptId,
        mockupId,
        operation,
        credits: 1,
        year,
        month,
        budget,
      }
      settle(entry, 1, balance, nowMs)
    }
    return step.result
  }

  /** The hold of an attempt, after what time alone has done to it. */
  function current(attemptId: string, nowMs: number): Hold | undefined {
    const hold = storage.readHold(attemptId)
    if (!hold) return undefined
    const step = lapse(hold, nowMs)
    apply(hold, step, nowMs)
    return step.hold ?? hold
  }

  /** Numbers a settled entry. `balance` is the one before it; `spent` what it adds to the used. */
  function settle(entry: Settlement, spent: number, balance: Balance, nowMs: number): void {
    const { key, budget, ...settled } = entry
    const balanceBefore = budget - balance.posted
    storage.writeSettled(key, {
      ...settled,
      balanceBefore,
      balanceAfter: balanceBefore - spent,
      createdAtMs: nowMs,
    })
  }

  return { apply, current, settle }
}
