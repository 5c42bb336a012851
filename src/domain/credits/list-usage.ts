import { and, count, desc, eq, lt, type SQL } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { type CreditUsage, creditUsage } from '../../db/schema/mockups.ts'
import type { UsageQuery } from './schemas.ts'

export type UsagePage = {
  rows: CreditUsage[]
  /** How many entries match, on all pages together. */
  total: number
  /** Pass it as `before` for the entries that follow; absent on the last page. */
  next_before?: number
}

/** Entries of the credit statement, the newest first. Balances are credits left of the year. */
export async function listUsage(ctx: Context, query: UsageQuery): Promise<UsagePage> {
  const matching = matches(ctx, query)
  const [rows, totals] = await ctx.db.batch([
    ctx.db
      .select()
      .from(creditUsage)
      .where(and(matching, query.before ? lt(creditUsage.sequence, query.before) : undefined))
      .orderBy(desc(creditUsage.sequence))
      .limit(query.limit + 1),
    ctx.db.select({ n: count() }).from(creditUsage).where(matching),
  ])
  const kept = rows.slice(0, query.limit)
  const last = kept.at(-1)
  return {
    rows: kept,
    total: totals[0]?.n ?? 0,
    ...(rows.length > kept.length && last ? { next_before: last.sequence } : {}),
  }
}

function matches(ctx: Context, { year, month, operation }: UsageQuery): SQL | undefined {
  return and(
    eq(creditUsage.user_id, ctx.userId),
    year ? eq(creditUsage.year, year) : undefined,
    month ? eq(creditUsage.month, month) : undefined,
    operation ? eq(creditUsage.operation, operation) : undefined,
  )
}
