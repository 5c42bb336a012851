import { and, asc, desc, eq, gt, gte, lt, lte, type SQL, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { assets } from '../../db/schema/catalogue.ts'
import { creditMonths, creditUsage, mockups } from '../../db/schema/mockups.ts'
import { CREDIT_OPERATIONS, USAGE_COLLECTIONS, type UsageFilter } from './schemas.ts'

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
  collection: sql<string | null>`nullif(${creditUsage.collection}, 'none')`.as('collection'),
}

/** `below` and `above` are numbers of entries; with `above` the oldest come first. */
type Part = { limit: number; offset?: number; below?: number; above?: number }

/** Some of the entries that match, newest first, with what was rendered where it still exists. */
export function selectUsage(ctx: Context, filter: UsageFilter, part: Part) {
  const chosen = sql`(SELECT ${ctx.userId}, sequence FROM (${selectSequences(ctx, filter, part)}))`
  return ctx.db
    .select(columns)
    .from(creditUsage)
    .leftJoin(
      mockups,
      and(eq(mockups.user_id, creditUsage.user_id), eq(mockups.id, creditUsage.mockup_id)),
    )
    .leftJoin(assets, and(eq(assets.user_id, mockups.user_id), eq(assets.id, mockups.asset_id)))
    .where(sql`(${creditUsage.user_id}, ${creditUsage.sequence}) IN ${chosen}`)
    .orderBy(part.above === undefined ? desc(creditUsage.sequence) : asc(creditUsage.sequence))
}

export type UsageEntry = Awaited<ReturnType<typeof selectUsage>>[number]

/**
 * The numbers of the entries, each walk along an index that has its filter and their order, so that
 * as many are read as are wanted: those of a month stand together, between its first and its last,
 * with a few of the months around it. Of one operation or one collection there is a walk for each value
 * of the other: at most four.
 */
function selectSequences(ctx: Context, filter: UsageFilter, part: Part): SQL {
  const { limit, offset = 0, above } = part
  const order = sql.raw(above === undefined ? 'DESC' : 'ASC')
  const walks = splitFilter(filter).map(
    (each) => sql`SELECT * FROM (
      SELECT sequence FROM mockup_credit_usage ${indexFor(each)} WHERE ${matchEntries(ctx, each, part)}
      ORDER BY sequence ${order} LIMIT ${limit + offset})`,
  )
  return sql`SELECT sequence FROM (${sql.join(walks, sql` UNION ALL `)})
    ORDER BY sequence ${order} LIMIT ${limit} OFFSET ${offset}`
}

/** The filters whose entries, each along one index, are those of this one together. */
export function splitFilter(filter: UsageFilter): UsageFilter[] {
  const { operation, collection } = filter
  if (operation && !collection) {
    return USAGE_COLLECTIONS.map((each) => ({ ...filter, collection: each }))
  }
  if (collection && !operation) {
    return CREDIT_OPERATIONS.map((each) => ({ ...filter, operation: each }))
  }
  return [filter]
}

/** Named, since the planner may prefer another that reads a whole month, or year, and sorts it. */
export function indexFor({ operation }: UsageFilter): SQL {
  return operation ? sql`INDEXED BY credit_usage_by_group` : sql`NOT INDEXED`
}

/** The entries that a filter means, by its index. */
export function matchEntries(
  ctx: Context,
  filter: UsageFilter,
  { below, above }: Pick<Part, 'below' | 'above'>,
): SQL | undefined {
  const { year, month, operation, collection } = filter
  const ofMonths = matchMonths(ctx, filter)
  const edge = (column: SQL) => sql`(SELECT ${column} FROM credit_months WHERE ${ofMonths})`
  return and(
    eq(creditUsage.user_id, ctx.userId),
    year ? eq(creditUsage.year, year) : undefined,
    month ? eq(creditUsage.month, month) : undefined,
    operation ? eq(creditUsage.operation, operation) : undefined,
    collection ? eq(creditUsage.collection, collection) : undefined,
    year ? gte(creditUsage.sequence, edge(sql`min(first_sequence)`)) : undefined,
    year ? lte(creditUsage.sequence, edge(sql`max(last_sequence)`)) : undefined,
    below === undefined ? undefined : lt(creditUsage.sequence, below),
    above === undefined ? undefined : gt(creditUsage.sequence, above),
  )
}

/** The months, operations and collections that a filter means. */
export function matchMonths(ctx: Context, filter: UsageFilter): SQL | undefined {
  const { year, month, operation, collection } = filter
  return and(
    eq(creditMonths.user_id, ctx.userId),
    year ? eq(creditMonths.year, year) : undefined,
    month ? eq(creditMonths.month, month) : undefined,
    operation ? eq(creditMonths.operation, operation) : undefined,
    collection ? eq(creditMonths.collection, collection) : undefined,
  )
}

/** How many entries match: read from the months, never by counting. */
export function countUsage(ctx: Context, filter: UsageFilter) {
  return ctx.db
    .select({ n: sql<number>`coalesce(sum(${creditMonths.entries}), 0)`.as('n') })
    .from(creditMonths)
    .where(matchMonths(ctx, filter))
}
