import { and, eq, lte } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { countUpTo, pageOf } from '../../db/page.ts'
import { type RetryRow, retryQueue } from '../../db/schema/desk.ts'
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
    countUpTo(ctx.db, retryQueue, matching, countedRows(query)),
  ])
  return toPage(rows, toTotal(totals[0]?.n ?? 0, query), query)
}

function isDue(ctx: Context) {
  const now = isoTime(ctx.clock.now())
  return and(eq(retryQueue.status, 'waiting'), lte(retryQueue.next_attempt_at, now))
}
