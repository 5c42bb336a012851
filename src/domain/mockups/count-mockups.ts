import { eq, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { mockupCounts } from '../../db/schema/mockups.ts'
import type { RunCounts } from '../runs/run-progress.ts'

/** How many mockups the user has in each status: read from counters, never by counting. */
export async function countMockups(ctx: Context): Promise<RunCounts> {
  const rows = await ctx.db
    .select({ status: mockupCounts.status, n: sql<number>`sum(${mockupCounts.n})` })
    .from(mockupCounts)
    .where(eq(mockupCounts.user_id, ctx.userId))
    .groupBy(mockupCounts.status)
  const none = { pending: 0, generating: 0, completed: 0, failed: 0, approved: 0, rejected: 0 }
  return { ...none, ...Object.fromEntries(rows.map((row) => [row.status, row.n])) }
}
