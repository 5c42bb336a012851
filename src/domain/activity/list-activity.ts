import { and, eq, getTableColumns, type SQL, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { countUpTo, pageOf } from '../../db/page.ts'
import { type ActivityRow, activityLog } from '../../db/schema/desk.ts'
import { countedRows, type Page, toPage, toTotal } from '../../paging.ts'
import type { ActivityQuery } from './schemas.ts'

/** `subject`: what the row is about, in people's words; null where that was deleted since. */
export type DescribedActivity = ActivityRow & { subject: string | null }

/** What happened to the user's things, newest first. */
export async function listActivity(ctx: Context, query: ActivityQuery): Promise<Page<ActivityRow>> {
  const matching = matchingOf(ctx, query)
  const [rows, totals] = await ctx.db.batch([
    pageOf(ctx.db.select().from(activityLog).$dynamic(), activityLog.id, matching, query),
    countUpTo(ctx.db, activityLog, matching, countedRows(query)),
  ])
  return toPage(rows, toTotal(totals[0]?.n ?? 0, query), query)
}

/** The same, each row with the name of what it is about, in one round trip. */
export async function listDescribedActivity(
  ctx: Context,
  query: ActivityQuery,
): Promise<Page<DescribedActivity>> {
  const matching = matchingOf(ctx, query)
  const described = ctx.db
    .select({ ...getTableColumns(activityLog), subject: subjectOf.as('subject') })
    .from(activityLog)
    .$dynamic()
  const [rows, totals] = await ctx.db.batch([
    pageOf(described, activityLog.id, matching, query),
    countUpTo(ctx.db, activityLog, matching, countedRows(query)),
  ])
  return toPage(rows, toTotal(totals[0]?.n ?? 0, query), query)
}

function matchingOf(ctx: Context, query: ActivityQuery): SQL | undefined {
  return and(
    eq(activityLog.user_id, ctx.userId),
    query.module ? eq(activityLog.module, query.module) : undefined,
    query.reference_id ? eq(activityLog.reference_id, query.reference_id) : undefined,
  )
}

// Looked up by whole keys, row by row: a page reads what is on it, however much there is.
const subjectOf = sql<string | null>`CASE activity_log.reference_table
  WHEN 'products' THEN (SELECT p.title FROM products AS p
    WHERE p.user_id = activity_log.user_id AND p.id = activity_log.reference_id)
  WHEN 'assets' THEN (SELECT a.title FROM assets AS a
    WHERE a.user_id = activity_log.user_id AND a.id = activity_log.reference_id)
  WHEN 'quotes' THEN (SELECT q.text FROM quotes AS q
    WHERE q.user_id = activity_log.user_id AND q.id = activity_log.reference_id)
  WHEN 'mockups' THEN (SELECT a.title FROM mockups AS m
    CROSS JOIN assets AS a ON a.user_id = m.user_id AND a.id = m.asset_id
    WHERE m.user_id = activity_log.user_id AND m.id = activity_log.reference_id)
  END`
