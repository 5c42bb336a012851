import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { retryCounts, retryQueue } from '../../db/schema/desk.ts'
import { AppError } from '../../errors.ts'
import type { RetryOperation } from '../retries/schemas.ts'
import { runRetry } from './run-retry.ts'

export const MAX_RETRIES_A_PRESS = 100
const AT_ONCE = 5

export type RunAllResult = {
  /** Begun now; whether they work is seen later. */
  started: number
  /** Could not be started, and requeued with the reason. */
  refused: number
  /** Not looked at: beyond the bound, or behind a refusal that would meet them all. */
  left: number
  /** Why the last refused one was refused. */
  reason?: string
}

/**
 * Tries again whatever of a kind waits or is exhausted, permanent failures too: at most 100 a press,
 * the longest waiting first. Stops at the first that credits or a missing key do not allow.
 */
export async function runAllRetries(
  ctx: Context,
  operation: RetryOperation,
): Promise<RunAllResult> {
  const [rows, totals] = await findOpen(ctx, operation)
  const result: RunAllResult = { started: 0, refused: 0, left: totals[0]?.n ?? 0 }
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const some = rows.slice(from, from + AT_ONCE)
    const ends = await Promise.all(some.map(({ id }) => tryOne(ctx, id)))
    result.left -= some.length
    result.started += ends.filter((end) => end === undefined).length
    const refusals = ends.filter((end) => end !== undefined)
    result.refused += refusals.length
    const [refusal] = refusals
    if (refusal) result.reason = refusal.message
    if (refusals.some(meetsAll)) break
  }
  return result
}

function findOpen(ctx: Context, operation: RetryOperation) {
  const open = and(
    eq(retryQueue.user_id, ctx.userId),
    inArray(retryQueue.status, ['waiting', 'exhausted']),
    eq(retryQueue.operation_type, operation),
  )
  return ctx.db.batch([
    ctx.db
      .select({ id: retryQueue.id })
      .from(retryQueue)
      .where(open)
      // Not by the key's own order: the planner would read what is done for it.
      .orderBy(sql`+${retryQueue.id}`)
      .limit(MAX_RETRIES_A_PRESS),
    ctx.db
      .select({ n: sql<number>`coalesce(sum(${retryCounts.n}), 0)` })
      .from(retryCounts)
      .where(
        and(
          eq(retryCounts.user_id, ctx.userId),
          inArray(retryCounts.status, ['waiting', 'exhausted']),
          eq(retryCounts.operation_type, operation),
        ),
      ),
  ])
}

/** The refusal, if it was refused; anything unforeseen is thrown. */
async function tryOne(ctx: Context, id: string): Promise<AppError | undefined> {
  try {
    await runRetry(ctx, id)
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause
    return cause
  }
}

function meetsAll({ code }: AppError): boolean {
  return code === 'insufficient_credits' || code === 'not_configured'
}
