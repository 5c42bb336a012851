import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { retryQueue } from '../../db/schema/desk.ts'
import type { RetryOperation } from './schemas.ts'

/** How much of each kind waits or is exhausted: what "retry all" would run. */
export async function countOpenRetries(ctx: Context): Promise<Record<RetryOperation, number>> {
  const rows = await ctx.db
    .select({ operation: retryQueue.operation_type, n: sql<number>`count(*)`.as('n') })
    .from(retryQueue)
    .where(
      and(eq(retryQueue.user_id, ctx.userId), inArray(retryQueue.status, ['waiting', 'exhausted'])),
    )
    .groupBy(retryQueue.operation_type)
  const none = { mockup_generation: 0, product_publish: 0 }
  return { ...none, ...Object.fromEntries(rows.map((row) => [row.operation, row.n])) }
}
