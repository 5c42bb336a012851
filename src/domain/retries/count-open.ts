import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { retryCounts } from '../../db/schema/desk.ts'
import type { RetryOperation } from './schemas.ts'

/** How much of each kind waits or is exhausted: what "retry all" would run. */
export async function countOpenRetries(ctx: Context): Promise<Record<RetryOperation, number>> {
  const rows = await ctx.db
    .select({ operation: retryCounts.operation_type, n: sql<number>`sum(${retryCounts.n})` })
    .from(retryCounts)
    .where(
      and(
        eq(retryCounts.user_id, ctx.userId),
        inArray(retryCounts.status, ['waiting', 'exhausted']),
      ),
    )
    .groupBy(retryCounts.operation_type)
  const none = { mockup_generation: 0, product_publish: 0 }
  return { ...none, ...Object.fromEntries(rows.map((row) => [row.operation, row.n])) }
}
