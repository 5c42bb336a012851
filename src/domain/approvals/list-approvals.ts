import {
  and,
  asc,
  desc,
  eq,
  getTableColumns,
  inArray,
  type SQL,
  type SQLWrapper,
  sql,
} from 'drizzle-orm'
import type { SQLiteSelect } from 'drizzle-orm/sqlite-core'
import type { Context } from '../../context.ts'
import { countUpTo } from '../../db/page.ts'
import { assets, quotes } from '../../db/schema/catalogue.ts'
import { type ApprovalItem, approvalItems } from '../../db/schema/desk.ts'
import { mockups } from '../../db/schema/mockups.ts'
import { pictures } from '../../db/schema/pictures.ts'
import { productImages, products } from '../../db/schema/products.ts'
import { countedRows, type Page, type Total, toPage, toTotal } from '../../paging.ts'
import { selectTotal } from './count-approvals.ts'
import { APPROVAL_STATUSES, APPROVAL_TYPES, type ApprovalQuery } from './schemas.ts'

/** What waits for a decision, or was decided: the most urgent first, then the newest. */
export async function listApprovals(
  ctx: Context,
  query: ApprovalQuery,
): Promise<Page<ApprovalItem>> {
  const [rows, counted] = await ctx.db.batch([
    onPage(ctx, ctx.db.select().from(approvalItems).$dynamic(), query),
    selectMatching(ctx, query),
  ])
  return toPage(rows, totalOf(query, counted), query)
}

/** What an item is about, as far as one needs to see it to decide. Files are keys. */
export type ApprovalSubject = {
  title: string
  scene: string | null
  quote_text: string | null
  width: number | null
  height: number | null
  /** The small one, where there is one. */
  file_key: string | null
  artwork_key: string | null
}

/** The same, each with its subject, null where that was deleted, in one round trip. */
export async function listApprovalsWithSubjects(
  ctx: Context,
  query: ApprovalQuery,
): Promise<Page<ApprovalItem & { subject: ApprovalSubject | null }>> {
  const [rows, counted] = await ctx.db.batch([
    onPage(ctx, selectWithSubjects(ctx), query),
    selectMatching(ctx, query),
  ])
  const listed = rows.map((row) => {
    const { title, scene, quote_text, width, height, file_key, artwork_key, ...item } = row
    const shown = { scene, quote_text, width, height, file_key, artwork_key }
    return { ...item, subject: title === null ? null : { title, ...shown } }
  })
  return toPage(listed, totalOf(query, counted), query)
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

function onPage<Select extends SQLiteSelect>(ctx: Context, select: Select, query: ApprovalQuery) {
  const order = query.before ? asc : desc
  const page = sql`(SELECT ${ctx.userId}, id FROM (${selectPage(ctx, query)}))`
  return select
    .where(sql`(${approvalItems.user_id}, ${approvalItems.id}) IN ${page}`)
    .orderBy(order(approvalItems.priority), order(approvalItems.id))
}

/** Of a batch, whose rows are objects: no two columns have one name. */
function selectWithSubjects(ctx: Context) {
  const either = <Value>(name: string, ...columns: SQLWrapper[]) =>
    sql<Value | null>`coalesce(${sql.join(columns, sql`, `)})`.as(name)
  return ctx.db
    .select({
      ...getTableColumns(approvalItems),
      title: either<string>('title', assets.title, products.title),
      scene: mockups.scene,
      quote_text: quotes.text,
      width: either<number>('width', pictures.width, productImages.width),
      height: either<number>('height', pictures.height, productImages.height),
      file_key: either<string>(
        'file_key',
        pictures.thumbnail_key,
        pictures.file_key,
        productImages.thumbnail_key,
        productImages.file_key,
      ),
      artwork_key: either<string>('artwork_key', assets.thumbnail_key, assets.file_key),
    })
    .from(approvalItems)
    .leftJoin(mockups, isAbout('mockup', mockups))
    .leftJoin(
      pictures,
      and(eq(pictures.user_id, mockups.user_id), eq(pictures.id, mockups.picture_id)),
    )
    .leftJoin(assets, and(eq(assets.user_id, mockups.user_id), eq(assets.id, mockups.asset_id)))
    .leftJoin(quotes, and(eq(quotes.user_id, mockups.user_id), eq(quotes.id, mockups.quote_id)))
    .leftJoin(products, isAbout('product', products))
    .leftJoin(
      productImages,
      and(
        eq(productImages.user_id, products.user_id),
        eq(productImages.product_id, products.id),
        eq(productImages.position, 0),
      ),
    )
    .$dynamic()
}

function isAbout(type: ApprovalItem['type'], subjects: typeof mockups | typeof products) {
  return and(
    eq(approvalItems.type, type),
    eq(subjects.user_id, approvalItems.user_id),
    eq(subjects.id, approvalItems.reference_id),
  )
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
