import { eq } from 'drizzle-orm'
import { utcMonth } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { type CreditMonth, creditMonths } from '../../db/schema/mockups.ts'
import { addMonths, type MonthUsage, netCredits, toMonths, type UsageSums } from './months.ts'
import type { UsageQuery } from './schemas.ts'
import { countUsage, matchMonths, selectUsage, type UsageEntry } from './select-usage.ts'

export type UsagePage = {
  rows: UsageEntry[]
  /** How many entries match, on all pages together. */
  total: number
  /** Pass it as `before` for the entries that follow; absent on the last page. */
  next_before?: number
}

/** `none` for artwork without a collection. */
export type CollectionShare = { collection: string; credits: number }

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
  const [rows, totals, sums, first] = await ctx.db.batch([
    selectUsage(ctx, query, { limit: query.limit + 1, below: query.before }),
    countUsage(ctx, query),
    ctx.db.select().from(creditMonths).where(matchMonths(ctx, { year })),
    ctx.db
      .select({ year: creditMonths.year })
      .from(creditMonths)
      .where(eq(creditMonths.user_id, ctx.userId))
      .orderBy(creditMonths.year)
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
    shares: sumCollections(sums.filter(({ month }) => !query.month || month === query.month)),
    firstYear: Math.min(first[0]?.year ?? present, present),
  }
}

function sumCollections(sums: readonly CreditMonth[]): CollectionShare[] {
  const byCollection = Map.groupBy(sums, ({ collection }) => collection)
  return [...byCollection]
    .map(([collection, ofOne]) => ({
      collection,
      credits: ofOne.reduce((sum, one) => sum + netCredits(one), 0),
    }))
    .filter(({ credits }) => credits > 0)
    .toSorted((one, other) => other.credits - one.credits)
}
