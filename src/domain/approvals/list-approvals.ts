import { asc, desc, type SQL, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { type ApprovalItem, approvalItems } from '../../db/schema/desk.ts'
import { type Page, toPage } from '../../paging.ts'
import { selectCounts } from './count-approvals.ts'
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
    selectCounts(ctx, query),
  ])
  const counts = counted[0] ?? { pending: 0, approved: 0, rejected: 0 }
  const all = counts.pending + counts.approved + counts.rejected
  return toPage(rows, { total: query.status ? counts[query.status] : all }, query)
}

/**
 * The places of a page's items: walks along the items of each status and type that is asked for,
 * put together in their order, so that as many are read as are shown. Type by type: D1 takes at
 * most five parts in one.
 */
function selectPage(ctx: Context, query: ApprovalQuery): SQL {
  const statuses = query.status ? [query.status] : APPROVAL_STATUSES
  const types = query.type ? [query.type] : APPROVAL_TYPES
  const beyond = positionOf(ctx, query)
  const [last, offset] = [query.limit + 1, beyond ? 0 : query.offset]
  const direction = sql.raw(query.before ? 'ASC' : 'DESC')
  const together = (parts: SQL[], end: SQL) => sql`${sql.join(parts, sql` UNION ALL `)}
    ORDER BY priority ${direction}, id ${direction} ${end}`
  const ofType = (type: ApprovalItem['type']) => {
    const walks = statuses.map(
      (status) => sql`SELECT priority, id FROM approval_items
        WHERE user_id = ${ctx.userId} AND status = ${status} AND type = ${type}
          AND ${beyond ?? sql`1`}`,
    )
    return sql`SELECT priority, id FROM (${together(walks, sql`LIMIT ${last + offset}`)})`
  }
  return together(types.map(ofType), sql`LIMIT ${last} OFFSET ${offset}`)
}

/** Before or after a row by which the list was left. */
function positionOf(ctx: Context, { cursor, before }: ApprovalQuery): SQL | undefined {
  const seen = before ?? cursor
  if (!seen) return undefined
  return sql`(priority, id) ${sql.raw(before ? '>' : '<')} (
    SELECT seen.priority, seen.id FROM approval_items AS seen
    WHERE seen.user_id = ${ctx.userId} AND seen.id = ${seen})`
}
