import { utcMonth } from '../clock.ts'
import * as rules from './entries.ts'
import type { LedgerStorage } from './storage.ts'
import type { Adjustment, Settled } from './types.ts'

export type Book = ReturnType<typeof createBook>

/** Writes what the rules decide: the hold, both sides of each move, the settled entry, the claims. */
export function createBook(storage: LedgerStorage) {
  /** Stores what a step makes of a hold, and answers its result. */
  function apply<Result>(before: rules.Hold, step: rules.Step<Result>, nowMs: number): Result {
    const { hold, settled: operation } = step
    if (!hold) return step.result
    const { attemptId, pictureId, year, month } = hold
    const { posted } = storage.readBalance(year)
    const payer = operation && (storage.readPayer(attemptId) ?? hold.firstMockupId)
    storage.updateHold(before, hold, payer)
    for (const move of step.moves) storage.writeMove(attemptId, { ...move, month }, 1, nowMs)
    if (operation && payer !== undefined) {
      const budget = storage.readBudget()
      const paid = { attemptId, pictureId, mockupId: payer, credits: 1, budget }
      if (operation === 'correction')
        adjust(`correction ${attemptId}`, { ...paid, operation }, nowMs)
      else settle(null, { ...paid, operation, year, month }, posted, nowMs)
    }
    if (hold.state === 'suspect') storage.keepClaimsOf(attemptId)
    else if (!rules.isOpen(hold)) storage.dropClaimsOf(attemptId)
    return step.result
  }

  /** What time has done to an attempt by now; its claims that are up are dropped. */
  function current(attemptId: string, nowMs: number): rules.Hold | undefined {
    storage.dropExpiredClaimsOf(attemptId, nowMs)
    const hold = storage.readHold(attemptId)
    if (!hold) return undefined
    const step = rules.lapse(hold, storage.countClaims(attemptId), nowMs)
    apply(hold, step, nowMs)
    return step.hold ?? hold
  }

  /** An entry that no hold is behind, charged to the present day. */
  function adjust(key: string, adjustment: Omit<Adjustment, 'userId' | 'key'>, nowMs: number) {
    const { operation, credits, budget } = adjustment
    const { year, month } = utcMonth(nowMs)
    const spent = operation === 'refund' ? -credits : credits
    const balance = storage.readBalance(year)
    storage.writeCap(year, Math.max(budget, rules.taken(balance) + Math.max(0, spent)))
    const [from, to] =
      spent < 0 ? (['posted', 'available'] as const) : (['available', 'posted'] as const)
    storage.writeMove(key, { from, to, year, month }, Math.abs(spent), nowMs)
    settle(key, { ...adjustment, year, month }, balance.posted, nowMs)
  }

  /** Numbers a settled entry. `posted` is what was spent in its year before it. */
  function settle(
    key: string | null,
    entry: Omit<Settled, 'sequence' | 'balanceBefore' | 'balanceAfter' | 'createdAtMs'> & {
      budget: number
    },
    posted: number,
    nowMs: number,
  ): void {
    const balanceBefore = entry.budget - posted
    const spent = entry.operation === 'refund' ? -entry.credits : entry.credits
    const balanceAfter = balanceBefore - spent
    storage.writeSettled(key, { ...entry, balanceBefore, balanceAfter, createdAtMs: nowMs })
  }

  return { apply, current, adjust }
}
