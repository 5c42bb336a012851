import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { assets, quotes } from '../../db/schema/catalogue.ts'
import { creditUsage, mockups } from '../../db/schema/mockups.ts'
import type { UsageFilter } from './schemas.ts'

/** Net credits of an entry: what is given back counts against what is spent. */
export const netCredits: SQL<number> = sql<number>`CASE ${creditUsage.operation}
  WHEN 'refund' THEN -${creditUsage.credits} ELSE ${creditUsage.credits} END`

// Each column has a name of its own: in a batch, those of the same name overwrite each other.
const columns = {
  sequence: creditUsage.sequence,
  operation: creditUsage.operation,
  credits: creditUsage.credits,
  balance_before: creditUsage.balance_before,
  balance_after: creditUsage.balance_after,
  year: creditUsage.year,
  month: creditUsage.month,
  created_at: creditUsage.created_at,
  mockup_id: creditUsage.mockup_id,
  scene: mockups.scene,
  artwork: assets.title,
  collection: quotes.collection,
}

/** Conditions of the joins that lead from an entry to what was rendered. */
export const onMockup = and(
  eq(mockups.user_id, creditUsage.user_id),
  eq(mockups.id, creditUsage.mockup_id),
)
export const onQuote = and(eq(quotes.user_id, mockups.user_id), eq(quotes.id, mockups.quote_id))
const onAsset = and(eq(assets.user_id, mockups.user_id), eq(assets.id, mockups.asset_id))

/** The entries of the statement, with what was rendered where that still exists. */
export function selectUsage(ctx: Context) {
  return ctx.db
    .select(columns)
    .from(creditUsage)
    .leftJoin(mockups, onMockup)
    .leftJoin(assets, onAsset)
    .leftJoin(quotes, onQuote)
    .$dynamic()
}

export type UsageEntry = Awaited<ReturnType<typeof selectUsage>>[number]

/** Which entries of the user's are meant; the query has to join quotes. */
export function matchUsage(ctx: Context, filter: UsageFilter): SQL | undefined {
  const { year, month, operation, collection } = filter
  return and(
    eq(creditUsage.user_id, ctx.userId),
    year ? eq(creditUsage.year, year) : undefined,
    month ? eq(creditUsage.month, month) : undefined,
    operation ? eq(creditUsage.operation, operation) : undefined,
    collection === 'none' ? isNull(quotes.collection) : undefined,
    collection && collection !== 'none' ? eq(quotes.collection, collection) : undefined,
  )
}
