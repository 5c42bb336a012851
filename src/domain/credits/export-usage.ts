import { type AnyColumn, desc, type GetColumnData, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { creditUsage } from '../../db/schema/mockups.ts'
import type { UsageFilter } from './schemas.ts'
import { indexFor, matchEntries, splitFilter } from './select-usage.ts'

export const MAX_EXPORTED_ENTRIES = 10_000

/**
 * The entries that match, the newest first: at most 10,000, of which each costs three rows, or four
 * where a filter has an index of its own.
 */
export async function exportUsage(ctx: Context, filter: UsageFilter) {
  const parts = await Promise.all(splitFilter(filter).map((each) => selectLines(ctx, each)))
  const lines = parts.flat()
  const ordered = parts.length > 1 ? lines.toSorted((a, b) => b.sequence - a.sequence) : lines
  return ordered.slice(0, MAX_EXPORTED_ENTRIES)
}

export type UsageLine = Awaited<ReturnType<typeof selectLines>>[number]

function selectLines(ctx: Context, filter: UsageFilter) {
  return ctx.db
    .select({
      sequence: read(creditUsage.sequence),
      created_at: read(creditUsage.created_at),
      operation: read(creditUsage.operation),
      credits: read(creditUsage.credits),
      balance_before: read(creditUsage.balance_before),
      balance_after: read(creditUsage.balance_after),
      artwork: sql<string | null>`(SELECT title FROM assets AS a
        WHERE a.user_id = ${ctx.userId} AND a.id = mockup_credit_usage.asset_id)`,
      scene: read(creditUsage.scene),
      collection: sql<string | null>`nullif(${creditUsage.collection}, 'none')`,
      mockup_id: read(creditUsage.mockup_id),
    })
    .from(sql`mockup_credit_usage ${indexFor(filter)}`)
    .where(matchEntries(ctx, filter, {}))
    .orderBy(desc(creditUsage.sequence))
    .limit(MAX_EXPORTED_ENTRIES)
}

/** A column by itself: drizzle does not know the table of a FROM that names its index. */
function read<Column extends AnyColumn>(column: Column) {
  return sql<GetColumnData<Column>>`${column}`
}
