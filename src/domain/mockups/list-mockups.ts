import { and, desc, eq, not, type SQL, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { countUpTo, pageOf } from '../../db/page.ts'
import {
  type MockupStatus,
  mockups,
  mockupTallies,
  STORED_STATUSES,
} from '../../db/schema/mockups.ts'
import { countedRows, type Page, toPage, toTotal } from '../../paging.ts'
import { resolveSelection } from '../../selection.ts'
import { generatingOf } from '../pictures/mockup-status.ts'
import { type MockupView, selectMockupViews, toMockupView } from './mockup-view.ts'
import { readFresh } from './refresh-stale.ts'
import type { MockupQuery, MockupSelection } from './schemas.ts'

/** The user's mockups, newest first, with artwork and quote. */
export async function listMockups(ctx: Context, query: MockupQuery): Promise<Page<MockupView>> {
  return query.stale ? readFresh(ctx, () => readPage(ctx, query)) : readPage(ctx, query)
}

async function readPage(ctx: Context, query: MockupQuery): Promise<Page<MockupView>> {
  const matching = matches(ctx, query)
  // Not a batch: D1 answers a batch with objects, where a join's columns of one name overwrite
  // each other.
  const [rows, totals] = await Promise.all([
    isOfSceneAlone(query)
      ? pageOf(selectMockupViews(ctx), mockups.id, isOnPageOfScene(ctx, query), {
          ...query,
          offset: 0,
        })
      : pageOf(selectMockupViews(ctx), mockups.id, matching, query),
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

/**
 * The ids of mockups that are selected, at most 200.
 * @throws AppError as `resolveSelection`
 */
export function selectMockupIds(ctx: Context, selection: MockupSelection): Promise<string[]> {
  return resolveSelection(selection, async (filter, most) => {
    const query = { ...filter, limit: most - 1, offset: 0 }
    const those = isOfSceneAlone(query) ? isOnPageOfScene(ctx, query) : matches(ctx, query)
    const select = ctx.db.select({ id: mockups.id }).from(mockups).$dynamic()
    return (await pageOf(select, mockups.id, those, query)).map(({ id }) => id)
  })
}

/** The ids of the mockups before and after one, in the order of the list. */
export async function findMockupNeighbours(
  ctx: Context,
  query: MockupQuery,
  id: string,
): Promise<{ previous: string | undefined; next: string | undefined }> {
  const select = (place: Pick<MockupQuery, 'cursor' | 'before'>) => {
    const one = { ...query, cursor: undefined, before: undefined, offset: 0, limit: 0, ...place }
    const those = isOfSceneAlone(one) ? isOnPageOfScene(ctx, one) : matches(ctx, one)
    return pageOf(
      ctx.db.select({ id: mockups.id }).from(mockups).$dynamic(),
      mockups.id,
      those,
      one,
    )
  }
  const [[previous], [next]] = await ctx.db.batch([select({ before: id }), select({ cursor: id })])
  return { previous: previous?.id, next: next?.id }
}

/** Written out, not bound: an index of stale rows alone serves only a condition it can read. */
const IS_STALE: SQL = sql`${mockups.stale} = 1`

function matches(ctx: Context, query: MockupQuery): SQL | undefined {
  return and(
    eq(mockups.user_id, ctx.userId),
    query.scene ? eq(mockups.scene, query.scene) : undefined,
    query.status && isInStatus(ctx, query.status),
    query.asset_id ? eq(mockups.asset_id, query.asset_id) : undefined,
    query.quote_id ? eq(mockups.quote_id, query.quote_id) : undefined,
    query.stale ? IS_STALE : undefined,
  )
}

/** Written out, so that the index of what has ended serves. */
const HAS_ENDED = sql`${mockups.status} <> 'pending'`

/** A mockup is shown as generating while it is pending and its picture is being rendered. */
function isInStatus(ctx: Context, status: MockupStatus): SQL | undefined {
  const generating = sql`(${mockups.user_id}, ${mockups.id}) IN (
    SELECT m.user_id, m.id ${generatingOf(ctx)})`
  if (status === 'generating') return generating
  const isStored = eq(mockups.status, status)
  return and(isStored, status === 'pending' ? not(generating) : HAS_ENDED)
}

function isOfSceneAlone({ scene, status, asset_id, quote_id, stale }: MockupQuery): boolean {
  return scene !== undefined && !(status || asset_id || quote_id || stale)
}

/**
 * The places of a page of one scene: walks along its mockups of each status, put together in their
 * order, so that as many are read as are shown.
 */
function isOnPageOfScene(ctx: Context, query: MockupQuery): SQL {
  const { cursor, before, limit, offset } = query
  const seen = before ?? cursor
  const beyond = seen ? sql`AND id ${sql.raw(before ? '>' : '<')} ${seen}` : sql``
  const walks = STORED_STATUSES.map(
    (status) => sql`SELECT id FROM mockups
      WHERE user_id = ${ctx.userId} AND scene = ${query.scene} AND status = ${status} ${beyond}
        ${status === 'pending' ? sql`` : sql`AND status <> 'pending'`}`,
  )
  return sql`(${mockups.user_id}, ${mockups.id}) IN (SELECT ${ctx.userId}, id FROM (
    ${sql.join(walks, sql` UNION ALL `)}
    ORDER BY id ${sql.raw(before ? 'ASC' : 'DESC')}
    LIMIT ${limit + 1} OFFSET ${seen ? 0 : offset}))`
}

/** Counters are kept by scene and status, and by nothing else. */
function hasCounter({ asset_id, quote_id, stale }: MockupQuery): boolean {
  return !(asset_id || quote_id || stale)
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
function countMockups(ctx: Context, query: MockupQuery, matching: SQL | undefined) {
  if (!hasCounter(query)) {
    return countUpTo(ctx.db, mockups, matching, countedRows(query))
  }
  const { scene } = query
  return ctx.db
    .select({ n: sql<number>`${tallied(ctx, query)}`.as('n') })
    .from(mockupTallies)
    .where(
      and(
        eq(mockupTallies.user_id, ctx.userId),
        scene ? eq(mockupTallies.scene, scene) : undefined,
      ),
    )
}
