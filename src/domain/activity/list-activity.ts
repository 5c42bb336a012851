import { and, eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { countUpTo, pageOf } from '../../db/page.ts'
import { type ActivityRow, activityLog } from '../../db/schema/desk.ts'
import { countedRows, type Page, toPage, toTotal } from '../../paging.ts'
import type { ActivityQuery } from './schemas.ts'

/** What happened to the user's things, newest first. */
export async function listActivity(ctx: Context, query: ActivityQuery): Promise<Page<ActivityRow>> {
  const matching = and(
    eq(activityLog.user_id, ctx.userId),
    query.module ? eq(activityLog.module, query.module) : undefined,
    query.reference_id ? eq(activityLog.reference_id, query.reference_id) : undefined,
  )
  const [rows, totals] = await ctx.db.batch([
    pageOf(ctx.db.select().from(activityLog).$dynamic(), activityLog.id, matching, query),
    countUpTo(ctx.db, activityLog, matching, countedRows(query)),
  ])
  return toPage(rows, toTotal(totals[0]?.n ?? 0, query), query)
}
