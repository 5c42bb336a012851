import { count, eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { type ApprovalItem, approvalItems } from '../../db/schema/desk.ts'

/** How many items there are in each status. */
export async function countApprovals(
  ctx: Context,
): Promise<Record<ApprovalItem['status'], number>> {
  const rows = await ctx.db
    .select({ status: approvalItems.status, n: count() })
    .from(approvalItems)
    .where(eq(approvalItems.user_id, ctx.userId))
    .groupBy(approvalItems.status)
  return {
    pending: 0,
    approved: 0,
    rejected: 0,
    ...Object.fromEntries(rows.map((row) => [row.status, row.n])),
  }
}
