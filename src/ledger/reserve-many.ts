import { utcMonth } from '../clock.ts'
import type { Book } from './create-book.ts'
import * as rules from './entries.ts'
import type { LedgerStorage } from './storage.ts'
import type { ReservedItem, ReserveItem, ReserveRequest, ReserveResult } from './types.ts'

type Plan = {
  item: ReserveItem
  answer: ReservedItem
  /** The hold that is claimed. Absent where nothing is. */
  hold?: rules.Hold
  /** How it comes to be; or what a claim makes of one that was there before. */
  reserved?: ReturnType<typeof rules.reserve>
  joined?: rules.Step<unknown>
}

/**
 * Evaluates each item by the newest attempt of its picture, and writes all holds and claims or,
 * where the new holds do not fit the budget, none. Runs inside the caller's transaction.
 */
export function reserveMany(
  storage: LedgerStorage,
  book: Book,
  request: ReserveRequest,
  nowMs: number,
): ReserveResult {
  const { userId, groupId, items, budget } = request
  const now = { ...utcMonth(nowMs), nowMs }
  const plans = planItems(storage, book, items, now)
  const reserved = plans.flatMap((plan) => plan.reserved ?? [])
  const left = rules.remaining(storage.readBalance(now.year), budget)
  if (reserved.length > left) return { result: 'insufficient', remaining: left }
  storage.writeCap(now.year, budget)
  storage.writeOwner(userId)
  storage.writeBudget(budget)
  for (const { hold } of reserved) storage.insertHold(hold)
  // All make the same move: one entry, which is about the group.
  const moves = reserved.flatMap((step) => step.moves)
  const [move] = moves
  if (move) storage.writeMove(groupId, move, moves.length, nowMs)
  for (const { hold, joined } of plans) if (hold && joined) book.apply(hold, joined, nowMs)
  const claims = plans.flatMap(({ hold, item: { mockupId, runId } }) =>
    hold ? { attemptId: hold.attemptId, mockupId, runId } : [],
  )
  storage.writeClaims(groupId, nowMs + rules.UNCONFIRMED_TTL_MS, claims)
  return { result: 'reserved', items: plans.map((plan) => plan.answer) }
}

function planItems(
  storage: LedgerStorage,
  book: Book,
  items: ReserveItem[],
  now: { year: number; month: number; nowMs: number },
): Plan[] {
  const newest = readNewest(storage, book, items, now.nowMs)
  const payers = new Map<string, string>()
  return items.map((item): Plan => {
    const { pictureId, mockupId } = item
    const hold = newest.get(pictureId)
    const answer = (of: rules.Hold, result: ReservedItem['result']): ReservedItem => {
      const { attemptId, attempt } = of
      return { pictureId, mockupId, attemptId, attempt, result }
    }
    if (!hold || rules.isOver(hold)) {
      const reserved = rules.reserve(item, (hold?.attempt ?? 0) + 1, now)
      newest.set(pictureId, reserved.hold)
      payers.set(pictureId, mockupId)
      return { item, answer: answer(reserved.hold, 'reserved'), hold: reserved.hold, reserved }
    }
    if (hold.state === 'suspect') return { item, answer: answer(hold, 'suspect') }
    if (hold.state === 'posted') return { item, answer: answer(hold, 'posted') }
    const payer = payers.get(pictureId) ?? storage.readPayer(hold.attemptId)
    const result = payer === mockupId ? 'reserved' : 'joined'
    return { item, answer: answer(hold, result), hold, joined: rules.join(hold) }
  })
}

/** The newest attempt of each picture, after what time has done to it. */
function readNewest(
  storage: LedgerStorage,
  book: Book,
  items: ReserveItem[],
  nowMs: number,
): Map<string, rules.Hold> {
  const pictureIds = [...new Set(items.map((item) => item.pictureId))]
  const newest = storage.readNewest(pictureIds)
  return new Map(
    newest.map((hold) => {
      const { pictureId, attemptId } = hold
      return [pictureId, rules.isOpen(hold) ? (book.current(attemptId, nowMs) ?? hold) : hold]
    }),
  )
}
