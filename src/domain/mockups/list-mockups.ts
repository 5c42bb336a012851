import { and, desc, eq, type SQL, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { countUpTo, pageOf } from '../../db/page.ts'
import { MOCKUP_STATUSES, mockups, mockupTallies } from '../../db/schema/mockups.ts'
import { countedRows, type Page, toPage, toTotal } from '../../paging.ts'
import { type MockupView, selectMockupViews, toMockupView } from './mockup-view.ts'
import { readFresh } from './refresh-stale.ts'
import type { MockupQuery } from './schemas.ts'

/** The user's mockups, newest first, with artwork and quote. */
export async function listMockups(ctx: Context, query: MockupQuery): Promise<Page<MockupView>> {
  return query.stale ? readFresh(ctx, () => readPage(ctx, query)) : readPage(ctx, query)
}

async function readPage(ctx: Context, query: MockupQuery): Promise<Page<MockupView>> {
  const matching = matches(ctx, query)
  // Not a batch: D1 answers a batch with objects, where a join's columns of one name overwrite
  // each other.
  const [rows, totals] = await Promise.all([
    pageOf(selectMockupViews(ctx), mockups.id, matching, query),
    countMockups(ctx, query, matching),
  ])
  const views = rows.map((row) => ({ ...toMockupView(row), id: row.mockup.id }))
  const n = totals[0]?.n ?? 0
  return toPage(views, hasCounter(query) ? { total: n } : toTotal(n, query), query)
}

/** The newest mockups, without how many there are. */
export async function listLatestMockups(ctx: Context, limit: number): Promise<MockupView[]> {
  const rows = await selectMockupViews(ctx)
    .where(eq(mockups.user_id, ctx.userId))
    .orderBy(desc(mockups.id))
    .limit(limit)
  return rows.map(toMockupView)
}

/** Written out, not bound: an index of stale rows alone serves only a condition it can read. */
const IS_STALE: SQL = sql`${mockups.stale} = 1`

function matches(ctx: Context, query: MockupQuery): SQL | undefined {
  return and(
    eq(mockups.user_id, ctx.userId),
    query.scene ? eq(mockups.scene, query.scene) : undefined,
    query.status ? eq(mockups.status, query.status) : undefined,
    query.asset_id ? eq(mockups.asset_id, query.asset_id) : undefined,
    query.quote_id ? eq(mockups.quote_id, query.quote_id) : undefined,
    query.stale ? IS_STALE : undefined,
  )
}

/** Counters are kept by scene and status, and by nothing else. */
function hasCounter({ asset_id, quote_id, stale }: MockupQuery): boolean {
  return !(asset_id || quote_id || stale)
}

/** Totals come from counters where there are any; else they are counted on their index. */
function countMockups(ctx: Context, query: MockupQuery, matching: SQL | undefined) {
  if (!hasCounter(query)) {
    return countUpTo(ctx.db, mockups, matching, countedRows(query))
  }
  const { status } = query
  const columns = status ? [status] : MOCKUP_STATUSES
  const inAll = columns.map((name) => sql`${mockupTallies[name]}`)
  return ctx.db
    .select({ n: sql<number>`coalesce(sum(${sql.join(inAll, sql` + `)}), 0)`.as('n') })
    .from(mockupTallies)
    .where(
      and(
        eq(mockupTallies.user_id, ctx.userId),
        query.scene ? eq(mockupTallies.scene, query.scene) : undefined,
      ),
    )
}
