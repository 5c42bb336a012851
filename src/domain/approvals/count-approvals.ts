import { and, eq, type SQLWrapper, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { type ApprovalItem, approvalTallies } from '../../db/schema/desk.ts'
import type { ApprovalQuery } from './schemas.ts'

/** How many items there are in each status: read from counters, never by counting. */
export async function countApprovals(
  ctx: Context,
): Promise<Record<ApprovalItem['status'], number>> {
  const [counted] = await selectCounts(ctx, {})
  return counted ?? { pending: 0, approved: 0, rejected: 0 }
}

/** The same, of one type where it is given, as a statement for a batch. */
export function selectCounts(ctx: Context, { type }: Pick<ApprovalQuery, 'type'>) {
  const total = (column: SQLWrapper) => sql<number>`coalesce(sum(${column}), 0)`
  return ctx.db
    .select({
      pending: total(approvalTallies.pending),
      approved: total(approvalTallies.approved),
      rejected: total(approvalTallies.rejected),
    })
    .from(approvalTallies)
    .where(
      and(
        eq(approvalTallies.user_id, ctx.userId),
        type ? eq(approvalTallies.type, type) : undefined,
      ),
    )
}
