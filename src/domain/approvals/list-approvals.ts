import { and, count, desc, eq, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { type ApprovalItem, approvalItems } from '../../db/schema/desk.ts'
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
  const [rows, totals] = await ctx.db.batch([
    ctx.db
      .select()
      .from(approvalItems)
      .where(and(matching, query.cursor ? after(ctx, query.cursor) : undefined))
      .orderBy(desc(approvalItems.priority), desc(approvalItems.id))
      .limit(query.limit + 1)
      .offset(query.cursor ? 0 : query.offset),
    ctx.db.select({ n: count() }).from(approvalItems).where(matching),
  ])
  return toPage(rows, totals[0]?.n ?? 0, query)
}

function after(ctx: Context, cursor: string) {
  return sql`(${approvalItems.priority}, ${approvalItems.id}) < (
    SELECT seen.priority, seen.id FROM approval_items AS seen
    WHERE seen.user_id = ${ctx.userId} AND seen.id = ${cursor})`
}
