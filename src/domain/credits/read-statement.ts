import { and, desc, eq, lt, type SQL, sql } from 'drizzle-orm'
import { utcMonth } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { quotes } from '../../db/schema/catalogue.ts'
import { creditUsage, mockups } from '../../db/schema/mockups.ts'
import { addMonths, type MonthUsage, toMonths, type UsageSums } from './months.ts'
import type { UsageCollection, UsagePeriod, UsageQuery } from './schemas.ts'
import {
  matchUsage,
  netCredits,
  onMockup,
  onQuote,
  selectUsage,
  type UsageEntry,
} from './select-usage.ts'

export type UsagePage = {
  rows: UsageEntry[]
  /** How many entries match, on all pages together. */
  total: number
  /** Pass it as `before` for the entries that follow; absent on the last page. */
  next_before?: number
}

export type CollectionShare = { collection: UsageCollection; credits: number }

export type Statement = {
  page: UsagePage
  /** The year of the months and shares: the one asked for, or the present one. */
  year: number
  /** All twelve, and as one. */
  months: MonthUsage[]
  ofYear: UsageSums
  /** Of the month asked for, or of the year. */
  ofPeriod: UsageSums
  /** Net credits of the period by collection, the largest first; those without any left out. */
  shares: CollectionShare[]
  /** The first year with an entry: what a filter may offer. */
  firstYear: number
}

/**
 * The credit statement in one round trip: entries, the newest first, with balances in credits left
 * of their year, and the figures of the year. Filters other than the period narrow the entries only.
 */
export async function readStatement(ctx: Context, query: UsageQuery): Promise<Statement> {
  const present = utcMonth(ctx.clock.now()).year
  const year = query.year ?? present
  const matching = matchUsage(ctx, query)
  const [rows, totals, sums, shares, first] = await ctx.db.batch([
    selectUsage(ctx)
      .where(and(matching, query.before ? lt(creditUsage.sequence, query.before) : undefined))
      .orderBy(desc(creditUsage.sequence))
      .limit(query.limit + 1),
    countUsage(ctx, matching),
    sumMonths(ctx, year),
    sumCollections(ctx, { year, month: query.month }),
    ctx.db
      .select({ year: creditUsage.year })
      .from(creditUsage)
      .where(eq(creditUsage.user_id, ctx.userId))
      .orderBy(creditUsage.year)
      .limit(1),
  ])
  const kept = rows.slice(0, query.limit)
  const last = kept.at(-1)
  const months = toMonths(sums)
  return {
    page: {
      rows: kept,
      total: totals[0]?.n ?? 0,
      ...(rows.length > kept.length && last ? { next_before: last.sequence } : {}),
    },
    year,
    months,
    ofYear: addMonths(months),
    ofPeriod: addMonths(months.filter(({ month }) => !query.month || month === query.month)),
    shares: shares
      .filter(({ credits }) => credits > 0)
      .map(({ collection, credits }) => ({ collection: collection ?? 'none', credits })),
    firstYear: Math.min(first[0]?.year ?? present, present),
  }
}

function sumMonths(ctx: Context, year: number) {
  return ctx.db
    .select({
      month: creditUsage.month,
      operation: creditUsage.operation,
      credits: sql<number>`sum(${creditUsage.credits})`.as('credits'),
    })
    .from(creditUsage)
    .where(and(eq(creditUsage.user_id, ctx.userId), eq(creditUsage.year, year)))
    .groupBy(creditUsage.month, creditUsage.operation)
}

/** How many entries match. SQLite leaves out a join that nothing refers to. */
export function countUsage(ctx: Context, matching: SQL | undefined) {
  return ctx.db
    .select({ n: sql<number>`count(*)`.as('n') })
    .from(creditUsage)
    .leftJoin(mockups, onMockup)
    .leftJoin(quotes, onQuote)
    .where(matching)
}

function sumCollections(ctx: Context, period: UsagePeriod) {
  return ctx.db
    .select({
      collection: quotes.collection,
      credits: sql<number>`sum(${netCredits})`.as('net_credits'),
    })
    .from(creditUsage)
    .leftJoin(mockups, onMockup)
    .leftJoin(quotes, onQuote)
    .where(matchUsage(ctx, period))
    .groupBy(quotes.collection)
    .orderBy(desc(sql`net_credits`))
}
