import { and, eq, type SQLWrapper, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { type ApprovalItem, approvalTallies } from '../../db/schema/desk.ts'
import type { ApprovalQuery } from './schemas.ts'

/** How many items of a type are to review: read from counters, never by counting. */
export async function countToReview(ctx: Context, type: ApprovalItem['type']): Promise<number> {
  const [counted] = await selectTotal(ctx, { status: 'pending', type })
  return counted?.n ?? 0
}

/** How many items there are of a status and a type, or of all, as a statement for a batch. */
export function selectTotal(
  ctx: Context,
  { status, type }: Pick<ApprovalQuery, 'status' | 'type'>,
) {
  const { pending, approved, rejected } = approvalTallies
  const counted = status ? approvalTallies[status] : sql`${pending} + ${approved} + ${rejected}`
  return ctx.db
    .select({ n: sumOf(counted) })
    .from(approvalTallies)
    .where(
      and(
        eq(approvalTallies.user_id, ctx.userId),
        type ? eq(approvalTallies.type, type) : undefined,
      ),
    )
}

function sumOf(counted: SQLWrapper) {
  return sql<number>`coalesce(sum(${counted}), 0)`
}
