import { and, eq, getTableColumns, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { assets, quotes } from '../../db/schema/catalogue.ts'
import { type ApprovalItem, approvalItems } from '../../db/schema/desk.ts'
import { mockups } from '../../db/schema/mockups.ts'
import { pictures } from '../../db/schema/pictures.ts'
import { productImages, products } from '../../db/schema/products.ts'
import { type Page, type Total, toPage, toTotal } from '../../paging.ts'
import { MAX_SELECTED } from '../../selection.ts'
import { type ReviewFilters, reviewOrder, reviewPlaces } from './review-places.ts'
import type { ReviewQuery } from './schemas.ts'

/** More artworks are not begun by one press. */
const MAX_ARTWORKS = 20
/** Of what is approved, so many of the newest are looked at. */
const MAX_APPROVED = 200

/** What an item is about, as far as one needs to see it to decide. Files are keys. */
type ReviewSubject = {
  title: string
  quote_text: string | null
  width: number | null
  height: number | null
  /** The small one, where there is one. */
  file_key: string | null
  artwork_key: string | null
}

/** With its subject, null where that was deleted. */
export type ReviewItem = ApprovalItem & {
  subject: ReviewSubject | null
  /** A product shows it: as long as that is so, it stays approved. */
  is_in_product: boolean
}

type ReviewCounts = Record<ApprovalItem['status'], Total>

export type ReviewPage = Page<ReviewItem> & {
  /** How many the same filters find in each state. */
  counts: ReviewCounts
  /** What is to review of each kind, whatever the filters. */
  open: Record<ApprovalItem['type'], number>
  /**
   * Artworks that no product is of, with how many of their mockups are approved, newest first: once
   * nothing is left to review.
   */
  ready: { asset_id: string; approved: number }[]
}

/** What is to review, or was decided, of one kind, in one round trip. */
export async function listReview(ctx: Context, query: ReviewQuery): Promise<ReviewPage> {
  const [rows, [counted], ready] = await ctx.db.batch([
    selectRows(ctx, query),
    selectCounts(ctx, query),
    selectReady(ctx, query),
  ])
  const listed = rows.map(
    ({ title, quote_text, width, height, file_key, artwork_key, used, ...item }) => {
      const shown = { quote_text, width, height, file_key, artwork_key }
      return {
        ...item,
        is_in_product: used === 1,
        subject: title === null ? null : { title, ...shown },
      }
    },
  )
  const total = (n = 0): Total =>
    isTallied(query) ? { total: n } : toTotal(n, { counted: MAX_SELECTED })
  const counts = {
    pending: total(counted?.pending),
    approved: total(counted?.approved),
    rejected: total(counted?.rejected),
  }
  return {
    ...toPage(listed, counts[query.status], query),
    counts,
    open: { mockup: counted?.mockups ?? 0, product: counted?.products ?? 0 },
    ready,
  }
}

/** The items before and after one, in the order of the list. */
export async function findReviewNeighbours(
  ctx: Context,
  filters: ReviewFilters,
  itemId: string,
): Promise<{ previous: Neighbour | undefined; next: Neighbour | undefined }> {
  const [[previous], [next]] = await ctx.db.batch([
    selectPlace(ctx, reviewPlaces(ctx, filters, 1, { before: itemId })),
    selectPlace(ctx, reviewPlaces(ctx, filters, 1, { cursor: itemId })),
  ])
  return { previous, next }
}

export type Neighbour = Pick<ApprovalItem, 'id' | 'reference_id'>

function selectPlace(ctx: Context, places: SQL) {
  return ctx.db
    .select({ id: approvalItems.id, reference_id: approvalItems.reference_id })
    .from(approvalItems)
    .where(isAt(ctx, places))
}

function isAt(ctx: Context, places: SQL): SQL {
  return sql`(${approvalItems.user_id}, ${approvalItems.id}) IN (
    SELECT ${ctx.userId}, id FROM (${places}))`
}

/** Of a batch, whose rows are objects: no two columns have one name. */
function selectRows(ctx: Context, query: ReviewQuery) {
  const either = <Value>(name: string, ...columns: SQLWrapper[]) =>
    sql<Value | null>`coalesce(${sql.join(columns, sql`, `)})`.as(name)
  const direction = sql.raw(query.before ? 'ASC' : 'DESC')
  return ctx.db
    .select({
      ...getTableColumns(approvalItems),
      title: either<string>('title', assets.title, products.title),
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
      used: (query.type === 'mockup' && query.status === 'approved' ? IS_USED : sql<number>`0`).as(
        'used',
      ),
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
    .where(isAt(ctx, reviewPlaces(ctx, query, query.limit + 1, query)))
    .orderBy(...reviewOrder(query).map((column) => sql`${column} ${direction}`))
}

const IS_USED = sql<number>`(${pictures.id} IS NOT NULL AND EXISTS (
  SELECT 1 FROM product_images AS shown
  WHERE shown.user_id = ${pictures.user_id} AND shown.picture_id = ${pictures.id}))`

function isAbout(type: ApprovalItem['type'], subjects: typeof mockups | typeof products) {
  return and(
    eq(approvalItems.type, type),
    eq(subjects.user_id, approvalItems.user_id),
    eq(subjects.id, approvalItems.reference_id),
  )
}

/** Counters know each kind and state; of what is filtered further, no more than can be selected. */
function isTallied({ run_id, asset_id, scene, collection }: ReviewFilters): boolean {
  return !(run_id || asset_id || scene || collection)
}

function selectCounts(ctx: Context, query: ReviewQuery) {
  const tally = (column: ApprovalItem['status'], type: ApprovalItem['type']) =>
    sql<number>`coalesce((SELECT ${sql.raw(column)} FROM approval_tallies
      WHERE user_id = ${ctx.userId} AND type = ${type}), 0)`
  const count = (status: ApprovalItem['status']) =>
    isTallied(query)
      ? tally(status, query.type)
      : sql<number>`(SELECT count(*) FROM (
          ${reviewPlaces(ctx, { ...query, status }, MAX_SELECTED + 1)}))`
  return ctx.db
    .select({
      pending: count('pending').as('pending'),
      approved: count('approved').as('approved'),
      rejected: count('rejected').as('rejected'),
      mockups: tally('pending', 'mockup').as('mockups'),
      products: tally('pending', 'product').as('products'),
    })
    .from(sql`(SELECT 1)`)
}

/** Looked for only where the page has nothing to review. */
function selectReady(ctx: Context, query: ReviewQuery) {
  const open = reviewPlaces(ctx, { ...query, status: 'pending' }, 1)
  const approved = reviewPlaces(ctx, { ...query, status: 'approved' }, MAX_APPROVED)
  const isWanted = query.type === 'mockup' && query.status === 'pending'
  return ctx.db
    .select({
      asset_id: sql<string>`asset_id`.as('asset_id'),
      approved: sql<number>`count(*)`.as('approved'),
    })
    .from(approvalItems)
    .where(
      and(
        sql`${isWanted ? 1 : 0} AND NOT EXISTS (${open})`,
        isAt(ctx, approved),
        sql`NOT EXISTS (SELECT 1 FROM products AS p
          WHERE p.user_id = ${approvalItems.user_id} AND p.asset_id = ${approvalItems.asset_id})`,
      ),
    )
    .groupBy(approvalItems.asset_id)
    .orderBy(sql`max(${approvalItems.id}) DESC`)
    .limit(MAX_ARTWORKS)
}
