import { and, asc, desc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { countUpTo } from '../../db/page.ts'
import { type ApprovalItem, approvalItems } from '../../db/schema/desk.ts'
import { countedRows, type Page, type Total, toPage, toTotal } from '../../paging.ts'
import { selectTotal } from './count-approvals.ts'
import { APPROVAL_STATUSES, APPROVAL_TYPES, type ApprovalQuery } from './schemas.ts'

/** What waits for a decision, or was decided: the most urgent first, then the newest. */
export async function listApprovals(
  ctx: Context,
  query: ApprovalQuery,
): Promise<Page<ApprovalItem>> {
  const order = query.before ? asc : desc
  const page = sql`(SELECT ${ctx.userId}, id FROM (${selectPage(ctx, query)}))`
  const [rows, counted] = await ctx.db.batch([
    ctx.db
      .select()
      .from(approvalItems)
      .where(sql`(${approvalItems.user_id}, ${approvalItems.id}) IN ${page}`)
      .orderBy(order(approvalItems.priority), order(approvalItems.id)),
    selectMatching(ctx, query),
  ])
  return toPage(rows, totalOf(query, counted), query)
}

/** Counters know all, those of a status and those of a type, but none of one collection. */
function selectMatching(ctx: Context, query: ApprovalQuery) {
  if (!query.collection) return selectTotal(ctx, query)
  const { user_id, status, type, collection } = approvalItems
  const matching = and(
    eq(user_id, ctx.userId),
    eq(collection, query.collection),
    inArray(status, statusesOf(query)),
    inArray(type, typesOf(query)),
  )
  return countUpTo(ctx.db, approvalItems, matching, countedRows(query))
}

function totalOf(query: ApprovalQuery, counted: readonly { n: number }[]): Total {
  const n = counted[0]?.n ?? 0
  return query.collection ? toTotal(n, query) : { total: n }
}

function statusesOf({ status }: ApprovalQuery): readonly ApprovalItem['status'][] {
  return status ? [status] : APPROVAL_STATUSES
}

function typesOf({ type }: ApprovalQuery): readonly ApprovalItem['type'][] {
  return type ? [type] : APPROVAL_TYPES
}

/**
 * The places of a page's items: walks along the items of each status and type that is asked for,
 * put together in their order, so that as many are read as are shown. Type by type: D1 takes at
 * most five parts in one.
 */
function selectPage(ctx: Context, query: ApprovalQuery): SQL {
  const beyond = positionOf(ctx, query)
  const { collection } = query
  const isInCollection = collection ? sql`AND collection = ${collection}` : sql``
  const [last, offset] = [query.limit + 1, beyond ? 0 : query.offset]
  const direction = sql.raw(query.before ? 'ASC' : 'DESC')
  const together = (parts: SQL[], end: SQL) => sql`${sql.join(parts, sql` UNION ALL `)}
    ORDER BY priority ${direction}, id ${direction} ${end}`
  const ofType = (type: ApprovalItem['type']) => {
    const walks = statusesOf(query).map(
      (status) => sql`SELECT priority, id FROM approval_items
        WHERE user_id = ${ctx.userId} AND status = ${status} AND type = ${type}
          ${isInCollection} AND ${beyond ?? sql`1`}`,
    )
    return sql`SELECT priority, id FROM (${together(walks, sql`LIMIT ${last + offset}`)})`
  }
  return together(typesOf(query).map(ofType), sql`LIMIT ${last} OFFSET ${offset}`)
}

/** Before or after a row by which the list was left. */
function positionOf(ctx: Context, { cursor, before }: ApprovalQuery): SQL | undefined {
  const seen = before ?? cursor
  if (!seen) return undefined
  return sql`(priority, id) ${sql.raw(before ? '>' : '<')} (
    SELECT seen.priority, seen.id FROM approval_items AS seen
    WHERE seen.user_id = ${ctx.userId} AND seen.id = ${seen})`
}
