import { and, asc, lt, lte, sql } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import { type BaseContext, forUser } from '../../context.ts'
import { retryQueue } from '../../db/schema/desk.ts'
import { AppError } from '../../errors.ts'
import { recheckRetry, runRetry } from './run-retry.ts'

const MAX_ROWS_A_CALL = 100
const AT_ONCE = 5

/**
 * Runs what is due, of all users, and what was lost while running; returns how many rows it ran.
 * One that fails is requeued with its delay and does not hold up the others.
 */
export async function runDueRetries(base: BaseContext, limit = MAX_ROWS_A_CALL): Promise<number> {
  const due = await findDue(base, Math.min(limit, MAX_ROWS_A_CALL))
  for (let from = 0; from < due.length; from += AT_ONCE) {
    await Promise.all(due.slice(from, from + AT_ONCE).map((row) => runOne(base, row)))
  }
  return due.length
}

async function findDue(base: BaseContext, limit: number) {
  const now = isoTime(base.clock.now())
  const columns = {
    userId: retryQueue.user_id,
    id: retryQueue.id,
    status: retryQueue.status,
  }
  const [waiting, lost] = await base.db.batch([
    base.db
      .select(columns)
      .from(retryQueue)
      .where(and(sql`${retryQueue.status} = 'waiting'`, lte(retryQueue.next_attempt_at, now)))
      .orderBy(asc(retryQueue.next_attempt_at))
      .limit(limit),
    base.db
      .select(columns)
      .from(retryQueue)
      .where(and(sql`${retryQueue.status} = 'running'`, lt(retryQueue.lease_until, now)))
      .orderBy(asc(retryQueue.lease_until))
      .limit(limit),
  ])
  return [...lost, ...waiting].slice(0, limit)
}

type Due = { userId: string; id: string; status: string }

async function runOne(base: BaseContext, row: Due): Promise<void> {
  const ctx = forUser(base, row.userId, { kind: 'system', job: 'due retries' })
  try {
    await (row.status === 'running' ? recheckRetry(ctx, row.id) : runRetry(ctx, row.id))
  } catch (cause) {
    if (cause instanceof AppError) return
    base.log.error('retry_failed', cause, { retry_id: row.id, user_id: row.userId })
  }
}
