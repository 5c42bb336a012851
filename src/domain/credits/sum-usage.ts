import { and, eq, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { creditUsage } from '../../db/schema/mockups.ts'
import type { CreditOperation } from './schemas.ts'

export type UsageSums = Record<CreditOperation, number>

/** Credits of a UTC month by operation, from the statement. */
export async function sumUsage(
  ctx: Context,
  { year, month }: { year: number; month: number },
): Promise<UsageSums> {
  const rows = await ctx.db
    .select({ operation: creditUsage.operation, n: sql<number>`sum(${creditUsage.credits})` })
    .from(creditUsage)
    .where(
      and(
        eq(creditUsage.user_id, ctx.userId),
        eq(creditUsage.year, year),
        eq(creditUsage.month, month),
      ),
    )
    .groupBy(creditUsage.operation)
  const none = { generation: 0, regeneration: 0, refund: 0, correction: 0 }
  return { ...none, ...Object.fromEntries(rows.map((row) => [row.operation, row.n])) }
}
