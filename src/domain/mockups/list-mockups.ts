import { and, desc, eq, type SQL, sql } from 'drizzle-orm'
import * as z from 'zod'
import type { Context } from '../../context.ts'
import { mockups, mockupTallies, STORED_STATUSES } from '../../db/schema/mockups.ts'
import { countedRows, type Page, type Total, toPage, toTotal } from '../../paging.ts'
import { resolveSelection } from '../../selection.ts'
import { generatingOf } from '../pictures/mockup-status.ts'
import { areMoreFound } from './artworks-found.ts'
import { mockupOrder, mockupPlaces, mockupsFound } from './gallery-places.ts'
import { type MockupView, selectMockupViews, toMockupView } from './mockup-view.ts'
import { readFresh } from './refresh-stale.ts'
import type { MockupQuery, MockupSelection } from './schemas.ts'

const foundIds = z.array(z.object({ id: z.string() }))
const counted = z.object({ n: z.number(), is_more: z.number() })

/** The user's mockups, newest first unless they are sorted otherwise, with artwork and quote. */
export async function listMockups(ctx: Context, query: MockupQuery): Promise<Page<MockupView>> {
  return query.stale ? readFresh(ctx, () => readPage(ctx, query)) : readPage(ctx, query)
}

async function readPage(ctx: Context, query: MockupQuery): Promise<Page<MockupView>> {
  // Not a batch: D1 answers a batch with objects, where a join's columns of one name overwrite
  // each other.
  const [rows, total] = await Promise.all([
    selectMockupViews(ctx)
      .where(isAt(ctx, mockupPlaces(ctx, query, query.limit + 1, query)))
      .orderBy(mockupOrder(query, query)),
    countMockups(ctx, query),
  ])
  const views = rows.map((row) => ({ ...toMockupView(row), id: row.mockup.id }))
  return toPage(views, total, query)
}

function isAt(ctx: Context, places: SQL): SQL {
  return sql`(${mockups.user_id}, ${mockups.id}) IN (SELECT ${ctx.userId}, id FROM (${places}))`
}

/** The newest mockups, without how many there are. */
export async function listLatestMockups(ctx: Context, limit: number): Promise<MockupView[]> {
  const rows = await selectMockupViews(ctx)
    .where(eq(mockups.user_id, ctx.userId))
    .orderBy(desc(mockups.id))
    .limit(limit)
  return rows.map(toMockupView)
}

/**
 * The ids of mockups that are selected, at most 200.
 * @throws AppError as `resolveSelection`
 */
export function selectMockupIds(ctx: Context, selection: MockupSelection): Promise<string[]> {
  return resolveSelection(selection, async (filter, most) => {
    const found = await ctx.db.all(sql`SELECT id FROM (${mockupPlaces(ctx, filter, most)})`)
    return foundIds.parse(found).map(({ id }) => id)
  })
}

/** The ids of the mockups before and after one, in the order of the list. */
export async function findMockupNeighbours(
  ctx: Context,
  query: MockupQuery,
  id: string,
): Promise<{ previous: string | undefined; next: string | undefined }> {
  const select = (place: Pick<MockupQuery, 'cursor' | 'before'>) =>
    ctx.db
      .select({ id: mockups.id })
      .from(mockups)
      .where(isAt(ctx, mockupPlaces(ctx, query, 1, place)))
  const [[previous], [next]] = await ctx.db.batch([select({ before: id }), select({ cursor: id })])
  return { previous: previous?.id, next: next?.id }
}

/** Counters are kept by scene and status, and by nothing else. */
function hasCounter(query: MockupQuery): boolean {
  const { asset_id, quote_id, run_id, stale, collection, search } = query
  const { created_from, created_to } = query
  const isOfOne = asset_id || quote_id || run_id
  return !(isOfOne || stale || collection || search || created_from || created_to)
}

/** From the tallies of what is stored, and how many of the pending are being rendered. */
function tallied(ctx: Context, { scene, status }: MockupQuery): SQL {
  const generating = sql`(SELECT count(*) ${generatingOf(ctx)}
    ${scene ? sql`AND m.scene = ${scene}` : sql``})`
  if (status === 'generating') return generating
  const columns = (status ? [status] : STORED_STATUSES).map((name) => sql`${mockupTallies[name]}`)
  const sum = sql`coalesce(sum(${sql.join(columns, sql` + `)}), 0)`
  return status === 'pending' ? sql`${sum} - ${generating}` : sum
}

/** Totals come from counters where there are any; else they are counted on their index. */
async function countMockups(ctx: Context, query: MockupQuery): Promise<Total> {
  if (!hasCounter(query)) return countFound(ctx, query)
  const { scene } = query
  const [sum] = await ctx.db
    .select({ n: sql<number>`${tallied(ctx, query)}`.as('n') })
    .from(mockupTallies)
    .where(
      and(
        eq(mockupTallies.user_id, ctx.userId),
        scene ? eq(mockupTallies.scene, scene) : undefined,
      ),
    )
  return { total: sum?.n ?? 0 }
}

async function countFound(ctx: Context, query: MockupQuery): Promise<Total> {
  const { search } = query
  const rows = mockupsFound(ctx, query, countedRows(query) + 1)
  const isMore = search ? areMoreFound(ctx, query, search) : sql`0`
  const row = await ctx.db.get(
    sql`SELECT (SELECT count(*) FROM (${rows})) AS n, ${isMore} AS is_more`,
  )
  const { n, is_more } = counted.parse(row)
  return is_more
    ? { total: Math.min(n, countedRows(query)), total_at_least: true }
    : toTotal(n, query)
}
