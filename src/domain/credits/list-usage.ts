import { and, count, desc, eq, lt, type SQL } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { assets } from '../../db/schema/catalogue.ts'
import { type CreditUsage, creditUsage, mockups } from '../../db/schema/mockups.ts'
import type { UsageQuery } from './schemas.ts'

/** An entry with what was rendered, where that still exists. */
export type UsageEntry = CreditUsage & { mockup: { title: string; scene: string } | null }

export type UsagePage = {
  rows: UsageEntry[]
  /** How many entries match, on all pages together. */
  total: number
  /** Pass it as `before` for the entries that follow; absent on the last page. */
  next_before?: number
}

/** Entries of the credit statement, the newest first. Balances are credits left of the year. */
export async function listUsage(ctx: Context, query: UsageQuery): Promise<UsagePage> {
  const matching = matches(ctx, query)
  // Not one batch: there columns of the same name, from two tables, overwrite each other.
  const [rows, totals] = await Promise.all([
    ctx.db
      .select({ entry: creditUsage, mockup: { title: assets.title, scene: mockups.scene } })
      .from(creditUsage)
      .leftJoin(
        mockups,
        and(eq(mockups.user_id, creditUsage.user_id), eq(mockups.id, creditUsage.mockup_id)),
      )
      .leftJoin(assets, and(eq(assets.user_id, mockups.user_id), eq(assets.id, mockups.asset_id)))
      .where(and(matching, query.before ? lt(creditUsage.sequence, query.before) : undefined))
      .orderBy(desc(creditUsage.sequence))
      .limit(query.limit + 1),
    ctx.db.select({ n: count() }).from(creditUsage).where(matching),
  ])
  const kept = rows.slice(0, query.limit).map(({ entry, mockup }) => ({
    ...entry,
    mockup: mockup?.title && mockup.scene ? { title: mockup.title, scene: mockup.scene } : null,
  }))
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
