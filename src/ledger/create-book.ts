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
    const payer = operation && (storage.readPayer(attemptId) ?? hold.firstMockupId)
    storage.updateHold(before, hold, payer)
    // What is spent is moved by its settled entry.
    const spent = step.moves.find((move) => move.to === 'posted')
    for (const move of step.moves) if (move !== spent) storage.writeMove(attemptId, move, 1, nowMs)
    if (operation && payer !== undefined) {
      const budget = storage.readBudget()
      const paid = { attemptId, pictureId, mockupId: payer, credits: 1, budget }
      if (operation === 'correction')
        adjust(`correction ${attemptId}`, { ...paid, operation }, nowMs)
      else settle(null, spent?.from, { ...paid, operation, year, month }, nowMs)
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
    settle(key, 'available', { ...adjustment, year, month }, nowMs)
  }

  /** Spends credits of an account, or gives them back, and numbers that. */
  function settle(
    key: string | null,
    from: rules.Account | undefined,
    entry: Omit<Settled, 'sequence' | 'balanceBefore' | 'balanceAfter' | 'createdAtMs'> & {
      budget: number
    },
    nowMs: number,
  ): void {
    if (!from || from === 'posted') throw new Error('a settled entry that moves nothing')
    const balanceBefore = entry.budget - storage.readBalance(entry.year).posted
    const spent = entry.operation === 'refund' ? -entry.credits : entry.credits
    const balances = { balanceBefore, balanceAfter: balanceBefore - spent }
    storage.writeSettled(key, from, { ...entry, ...balances, createdAtMs: nowMs })
  }

  return { apply, current, adjust }
}
