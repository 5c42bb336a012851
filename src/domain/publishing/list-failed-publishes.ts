import { and, eq, sql } from 'drizzle-orm'
import * as z from 'zod'
import type { Context } from '../../context.ts'
import { countUpTo, pageOf } from '../../db/page.ts'
import { products } from '../../db/schema/products.ts'
import { countedRows, type Page, type PageQuery, toPage, toTotal } from '../../paging.ts'
import { RETRY_STATUSES } from '../retries/schemas.ts'

const openRetry = z.object({
  status: z.enum(RETRY_STATUSES),
  permanent: z.number().transform(Boolean),
  attempts: z.number(),
  max_attempts: z.number(),
  next_attempt_at: z.string().nullable(),
})

/** Written out, so that the index of what has failed serves. */
const HAS_FAILED = sql`${products.publish_state} = 'failed'`

/**
 * The products whose last change at Shopify failed, newest first: why, the key of the first
 * picture's smallest file, and the open retry, where there is one.
 */
export async function listFailedPublishes(ctx: Context, query: PageQuery) {
  const matching = and(eq(products.user_id, ctx.userId), HAS_FAILED)
  const select = ctx.db
    .select({
      id: products.id,
      title: products.title,
      status: products.status,
      publish_target: products.publish_target,
      sync_error: products.sync_error,
      updated_at: products.updated_at,
      picture: sql<string | null>`(SELECT coalesce(i.thumbnail_key, i.file_key)
        FROM product_images AS i
        WHERE i.user_id = products.user_id AND i.product_id = products.id
        ORDER BY i.position LIMIT 1)`.as('picture'),
      retry: sql<string | null>`(SELECT json_object('status', r.status, 'permanent', r.permanent,
          'attempts', r.attempts, 'max_attempts', r.max_attempts,
          'next_attempt_at', r.next_attempt_at)
        FROM retry_queue AS r
        WHERE r.user_id = products.user_id AND r.operation_type = 'product_publish'
          AND r.subject_id = products.id AND r.status IN ('waiting', 'running', 'exhausted'))`.as(
        'retry',
      ),
    })
    .from(products)
    .$dynamic()
  const [rows, totals] = await ctx.db.batch([
    pageOf(select, products.id, matching, query),
    countUpTo(ctx.db, products, matching, countedRows(query)),
  ])
  const listed = rows.map((row) => ({
    ...row,
    retry: row.retry === null ? null : openRetry.parse(JSON.parse(row.retry)),
  }))
  return toPage(listed, toTotal(totals[0]?.n ?? 0, query), query)
}

export type FailedPublish =
  Awaited<ReturnType<typeof listFailedPublishes>> extends Page<infer Row> ? Row : never
