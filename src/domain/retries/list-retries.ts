import { and, eq, lte, type SQL, sql } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { countUpTo, pageOf } from '../../db/page.ts'
import { type RetryRow, retryCounts, retryQueue } from '../../db/schema/desk.ts'
import { countedRows, type Page, toPage, toTotal } from '../../paging.ts'
import type { RetryQuery } from './schemas.ts'

/** What failed and may be tried again, newest first. */
export async function listRetries(ctx: Context, query: RetryQuery): Promise<Page<RetryRow>> {
  const matching = and(
    eq(retryQueue.user_id, ctx.userId),
    query.due ? isDue(ctx) : undefined,
    query.status ? eq(retryQueue.status, query.status) : undefined,
    query.operation_type ? eq(retryQueue.operation_type, query.operation_type) : undefined,
  )
  const [rows, totals] = await ctx.db.batch([
    pageOf(ctx.db.select().from(retryQueue).$dynamic(), retryQueue.id, matching, query),
    countMatching(ctx, query, matching),
  ])
  const n = totals[0]?.n ?? 0
  return toPage(rows, query.due ? toTotal(n, query) : { total: n }, query)
}

/** Totals come from counters; what is due is counted on its index. */
function countMatching(ctx: Context, query: RetryQuery, matching: SQL | undefined) {
  if (query.due) {
    return countUpTo(ctx.db, retryQueue, matching, countedRows(query))
  }
  return ctx.db
    .select({ n: sql<number>`coalesce(sum(${retryCounts.n}), 0)` })
    .from(retryCounts)
    .where(
      and(
        eq(retryCounts.user_id, ctx.userId),
        query.status ? eq(retryCounts.status, query.status) : undefined,
        query.operation_type ? eq(retryCounts.operation_type, query.operation_type) : undefined,
      ),
    )
}

function isDue(ctx: Context) {
  const now = isoTime(ctx.clock.now())
  return and(eq(retryQueue.status, 'waiting'), lte(retryQueue.next_attempt_at, now))
}
