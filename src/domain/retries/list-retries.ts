import { and, eq, getTableColumns, lte, type SQL, sql } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { countUpTo, pageOf } from '../../db/page.ts'
import { assets } from '../../db/schema/catalogue.ts'
import { type RetryRow, retryCounts, retryQueue } from '../../db/schema/desk.ts'
import { mockups } from '../../db/schema/mockups.ts'
import { pictures } from '../../db/schema/pictures.ts'
import { productImages, products } from '../../db/schema/products.ts'
import { countedRows, type Page, type Total, toPage, toTotal } from '../../paging.ts'
import type { RetryQuery } from './schemas.ts'

/** What failed and may be tried again, newest first. */
export async function listRetries(ctx: Context, query: RetryQuery): Promise<Page<RetryRow>> {
  const matching = matchingOf(ctx, query)
  const [rows, totals] = await ctx.db.batch([
    pageOf(ctx.db.select().from(retryQueue).$dynamic(), retryQueue.id, matching, query),
    countMatching(ctx, query, matching),
  ])
  return toPage(rows, totalOf(query, totals[0]?.n ?? 0), query)
}

/** Totals come from counters; what is due is counted on its index. */
function countMatching(ctx: Context, query: RetryQuery, matching: SQL | undefined) {
  if (query.due) {
    return countUpTo(ctx.db, retryQueue, matching, countedRows(query))
  }
  return ctx.db
    .select({ n: sql<number>`coalesce(sum(${retryCounts.n}), 0)` })
    .from(retryCounts)
    .where(
      and(
        eq(retryCounts.user_id, ctx.userId),
        query.status ? eq(retryCounts.status, query.status) : undefined,
        query.operation_type ? eq(retryCounts.operation_type, query.operation_type) : undefined,
      ),
    )
}

/** What a retry is about, as far as one needs to see it to decide; null where it was deleted. */
export type RetrySubject = { title: string; scene: string | null; file_key: string | null }

/** The same, each with what it is about, in one round trip. */
export async function listRetriesWithSubjects(
  ctx: Context,
  query: RetryQuery,
): Promise<Page<RetryRow & { subject: RetrySubject | null }>> {
  const matching = matchingOf(ctx, query)
  const [rows, totals] = await ctx.db.batch([
    pageOf(selectWithSubjects(ctx), retryQueue.id, matching, query),
    countMatching(ctx, query, matching),
  ])
  const listed = rows.map(({ title, scene, file_key, ...row }) => ({
    ...row,
    subject: title === null ? null : { title, scene, file_key },
  }))
  return toPage(listed, totalOf(query, totals[0]?.n ?? 0), query)
}

function totalOf(query: RetryQuery, n: number): Total {
  return query.due ? toTotal(n, query) : { total: n }
}

function selectWithSubjects(ctx: Context) {
  return ctx.db
    .select({
      ...getTableColumns(retryQueue),
      title: sql<string | null>`coalesce(${products.title}, ${assets.title})`.as('title'),
      scene: mockups.scene,
      // What is shown small: the picture if there is one, else the artwork it was to be made of.
      file_key: sql<
        string | null
      >`coalesce(${productImages.thumbnail_key}, ${productImages.file_key},
        ${pictures.thumbnail_key}, ${assets.thumbnail_key}, ${assets.file_key})`.as('file_key'),
    })
    .from(retryQueue)
    .leftJoin(
      mockups,
      and(
        eq(retryQueue.operation_type, 'mockup_generation'),
        eq(mockups.user_id, retryQueue.user_id),
        eq(
          mockups.id,
          sql`coalesce(${retryQueue.payload} ->> 'mockup_id', ${retryQueue.subject_id})`,
        ),
      ),
    )
    .leftJoin(assets, and(eq(assets.user_id, mockups.user_id), eq(assets.id, mockups.asset_id)))
    .leftJoin(
      pictures,
      and(eq(pictures.user_id, mockups.user_id), eq(pictures.id, mockups.picture_id)),
    )
    .leftJoin(
      products,
      and(
        eq(retryQueue.operation_type, 'product_publish'),
        eq(products.user_id, retryQueue.user_id),
        eq(products.id, retryQueue.subject_id),
      ),
    )
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

function matchingOf(ctx: Context, query: RetryQuery): SQL | undefined {
  return and(
    eq(retryQueue.user_id, ctx.userId),
    query.due ? isDue(ctx) : undefined,
    query.status ? eq(retryQueue.status, query.status) : undefined,
    query.operation_type ? eq(retryQueue.operation_type, query.operation_type) : undefined,
  )
}

function isDue(ctx: Context) {
  const now = isoTime(ctx.clock.now())
  return and(eq(retryQueue.status, 'waiting'), lte(retryQueue.next_attempt_at, now))
}
