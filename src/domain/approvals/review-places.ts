import { type SQL, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { approvalItems } from '../../db/schema/desk.ts'
import type { ReviewQuery } from './schemas.ts'

/** As many as a run has. */
const MAX_MOCKUPS_OF_RUN = 100

/** What is listed, without the part of the list that a page shows. */
export type ReviewFilters = Pick<
  ReviewQuery,
  'type' | 'status' | 'run_id' | 'asset_id' | 'scene' | 'collection'
>
type Position = { cursor?: string | undefined; before?: string | undefined; offset?: number }

/**
 * The ids of items in the order of the list, at most `rows`, as a query: each filter walks along an
 * index that has what it asks for, so that as many are read as are shown. Mockups to review are in
 * the order of artworks, newest first, and then of rooms; what is found by a room alone, and what is
 * decided, is in the order in which it was made, newest first.
 */
export function reviewPlaces(
  ctx: Context,
  filters: ReviewFilters,
  rows: number,
  position: Position = {},
): SQL {
  const order = orderOf(filters)
  const { before, cursor } = position
  const seen = before ?? cursor
  const direction = sql.raw(before ? 'ASC' : 'DESC')
  const beyond = seen
    ? sql`AND (${order.key}) ${sql.raw(before ? '>' : '<')} (
        SELECT ${order.seen} FROM approval_items AS seen
        WHERE seen.user_id = ${ctx.userId} AND seen.id = ${seen})`
    : sql``
  const sorted = sql.join(
    order.columns.map((column) => sql`${column} ${direction}`),
    sql`, `,
  )
  return sql`SELECT i.id FROM ${walk(ctx, filters)} ${beyond}
    ORDER BY ${sorted} LIMIT ${rows} OFFSET ${seen ? 0 : (position.offset ?? 0)}`
}

/** The same order of the rows themselves, `approval_items` joined with what they are about. */
export function reviewOrder(filters: ReviewFilters): readonly SQL[] {
  const { asset_id, scene, id, priority, reference_id } = approvalItems
  switch (kindOf(filters)) {
    case 'open':
    case 'run':
      return [sql`${asset_id}`, sql`${scene}`, sql`${id}`]
    case 'mockups':
      return [sql`${reference_id}`]
    case 'items':
      return [sql`${priority}`, sql`${id}`]
  }
}

type Walk = 'open' | 'run' | 'mockups' | 'items'

function kindOf({ type, status, run_id, asset_id, scene, collection }: ReviewFilters): Walk {
  if (type === 'product') return 'items'
  if (run_id) return 'run'
  if (status === 'pending') return scene && !asset_id ? 'mockups' : collection ? 'items' : 'open'
  return asset_id || scene ? 'mockups' : 'items'
}

function orderOf(filters: ReviewFilters): { key: SQL; seen: SQL; columns: SQL[] } {
  switch (kindOf(filters)) {
    case 'open':
    case 'run':
      return {
        key: sql`i.asset_id, i.scene, i.id`,
        seen: sql`seen.asset_id, seen.scene, seen.id`,
        columns: [sql`i.asset_id`, sql`i.scene`, sql`i.id`],
      }
    case 'mockups':
      return { key: sql`m.id`, seen: sql`seen.reference_id`, columns: [sql`m.id`] }
    case 'items':
      return {
        key: sql`i.priority, i.id`,
        seen: sql`seen.priority, seen.id`,
        columns: [sql`i.priority`, sql`i.id`],
      }
  }
}

/** What is read, from FROM on, with its WHERE. States are written out: indexes are of some alone. */
function walk(ctx: Context, filters: ReviewFilters): SQL {
  const { type, asset_id, scene, collection } = filters
  const status = sql.raw(`'${filters.status}'`)
  const ofItem = sql`i.status = ${status} AND i.type = ${sql.raw(`'${type}'`)}`
  switch (kindOf(filters)) {
    case 'open':
      return sql`approval_items AS i WHERE i.user_id = ${ctx.userId} AND ${ofItem}
        ${asset_id ? sql`AND i.asset_id = ${asset_id}` : sql``}
        ${scene ? sql`AND i.scene = ${scene}` : sql``}`
    case 'items':
      return sql`approval_items AS i WHERE i.user_id = ${ctx.userId} AND ${ofItem}
        ${collection ? sql`AND i.collection = ${collection}` : sql``}
        ${asset_id ? sql`AND +i.asset_id = ${asset_id}` : sql``}`
    case 'run':
      return sql`approval_items AS i WHERE (i.user_id, i.picture_id) IN (
          SELECT m.user_id, m.picture_id FROM mockups AS m
          WHERE m.user_id = ${ctx.userId} AND m.run_id = ${filters.run_id}
          LIMIT ${MAX_MOCKUPS_OF_RUN})
        AND i.picture_id IS NOT NULL ${isInState(filters)} ${more(filters)}`
    case 'mockups':
      return walkMockups(ctx, filters)
  }
}

/** Each item by the mockup that it names, which is found by its artwork or its room. */
function walkMockups(ctx: Context, filters: ReviewFilters): SQL {
  const { asset_id, scene, status } = filters
  const shown = sql.raw(status === 'pending' ? `'completed'` : `'${status}'`)
  const found = asset_id
    ? sql`m.asset_id = ${asset_id} AND +m.status = ${shown} ${scene ? sql`AND +m.scene = ${scene}` : sql``}`
    : sql`m.scene = ${scene} AND m.status = ${shown} AND m.status <> 'pending'`
  return sql`mockups AS m
    CROSS JOIN approval_items AS i ON i.user_id = m.user_id AND i.picture_id = m.picture_id
      AND i.picture_id IS NOT NULL AND +i.reference_id = +m.id ${isInState(filters)}
    WHERE m.user_id = ${ctx.userId} AND ${found} ${more({ ...filters, asset_id: undefined })}`
}

/** Of an item that is sought by its picture: one index has what is open, another what is decided. */
function isInState({ status }: ReviewFilters): SQL {
  if (status === 'pending') return sql`AND i.status = 'pending'`
  return sql`AND i.status <> 'pending' AND +i.status = ${sql.raw(`'${status}'`)}`
}

function more({ asset_id, scene, collection }: Partial<ReviewFilters>): SQL {
  const conditions = [
    ...(asset_id ? [sql`AND +i.asset_id = ${asset_id}`] : []),
    ...(scene ? [sql`AND +i.scene = ${scene}`] : []),
    ...(collection ? [sql`AND +i.collection = ${collection}`] : []),
  ]
  return sql.join(conditions, sql` `)
}
