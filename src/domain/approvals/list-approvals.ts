import { and, asc, desc, eq, type SQL, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { type ApprovalItem, approvalCounts, approvalItems } from '../../db/schema/desk.ts'
import { type Page, toPage } from '../../paging.ts'
import type { ApprovalQuery } from './schemas.ts'

/** What waits for a decision, or was decided: the most urgent first, then the newest. */
export async function listApprovals(
  ctx: Context,
  query: ApprovalQuery,
): Promise<Page<ApprovalItem>> {
  const matching = and(
    eq(approvalItems.user_id, ctx.userId),
    query.status ? eq(approvalItems.status, query.status) : undefined,
    query.type ? eq(approvalItems.type, query.type) : undefined,
  )
  const order = query.before ? asc : desc
  const beyond = positionOf(ctx, query)
  const [rows, totals] = await ctx.db.batch([
    ctx.db
      .select()
      .from(approvalItems)
      .where(and(matching, beyond))
      .orderBy(order(approvalItems.priority), order(approvalItems.id))
      .limit(query.limit + 1)
      .offset(beyond ? 0 : query.offset),
    ctx.db
      .select({ n: sql<number>`coalesce(sum(${approvalCounts.n}), 0)` })
      .from(approvalCounts)
      .where(
        and(
          eq(approvalCounts.user_id, ctx.userId),
          query.status ? eq(approvalCounts.status, query.status) : undefined,
          query.type ? eq(approvalCounts.type, query.type) : undefined,
        ),
      ),
  ])
  return toPage(rows, { total: totals[0]?.n ?? 0 }, query)
}

/** Before or after a row by which the list was left. */
function positionOf(ctx: Context, { cursor, before }: ApprovalQuery): SQL | undefined {
  const seen = before ?? cursor
  if (!seen) return undefined
  return sql`(${approvalItems.priority}, ${approvalItems.id}) ${sql.raw(before ? '>' : '<')} (
    SELECT seen.priority, seen.id FROM approval_items AS seen
    WHERE seen.user_id = ${ctx.userId} AND seen.id = ${seen})`
}
