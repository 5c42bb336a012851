import { sql } from 'drizzle-orm'
import * as z from 'zod'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'

/** What was published in a month is counted to here, which is shown as "99+". */
const PUBLISHED_COUNTED = 100
const MONTH_CHARACTERS = 'yyyy-mm'.length

const flag = z.number().transform(Boolean)
const overview = z.object({
  has_key: flag,
  has_shop: flag,
  uploaded: flag,
  generated: flag,
  has_product: flag,
  published: flag,
  pending: z.number(),
  ever_approved: flag,
  made: z.number(),
  approved: z.number(),
  published_in_month: z.number(),
  products_to_review: z.number(),
  failed_renders: z.number(),
})

export type Overview = {
  /** How far the way from a print to a published product has been gone. */
  steps: {
    vendor: boolean
    shop: boolean
    uploaded: boolean
    generated: boolean
    approved: boolean
    product: boolean
    published: boolean
  }
  /** Mockups that wait for their picture. */
  rendering: number
  /** What came of the present UTC month; `published` is counted to 100. */
  month: { made: number; approved: number; published: number }
  /** Products that wait for approval. */
  productsToReview: number
  /** Failed mockups that are not retried by themselves any more. */
  failedRenders: number
}

/** The figures of the home page, in one query: from counters, or counted to 100. */
export async function readOverview(ctx: Context): Promise<Overview> {
  const { userId } = ctx
  const month = isoTime(ctx.clock.now()).slice(0, MONTH_CHARACTERS)
  const ofMockups = (sum: 'pending' | 'approved') =>
    sql`(SELECT coalesce(sum(${sql.raw(sum)}), 0) FROM mockup_tallies WHERE user_id = ${userId})`
  const ofMonth = (sum: 'month_made' | 'month_approved') =>
    sql`(SELECT coalesce(sum(iif(month = ${month}, ${sql.raw(sum)}, 0)), 0)
      FROM mockup_tallies WHERE user_id = ${userId})`
  const row = await ctx.db.get(sql`
    SELECT
      EXISTS (SELECT 1 FROM integrations WHERE user_id = ${userId} AND provider = 'dynamic_mockups'
        AND credentials IS NOT NULL AND status <> 'disconnected') AS has_key,
      EXISTS (SELECT 1 FROM integrations WHERE user_id = ${userId} AND provider = 'shopify'
        AND status <> 'disconnected') AS has_shop,
      EXISTS (SELECT 1 FROM assets WHERE user_id = ${userId} LIMIT 1) AS uploaded,
      EXISTS (SELECT 1 FROM mockup_runs WHERE user_id = ${userId} LIMIT 1) AS generated,
      EXISTS (SELECT 1 FROM product_counts WHERE user_id = ${userId} AND n > 0) AS has_product,
      EXISTS (SELECT 1 FROM product_publications
        WHERE user_id = ${userId} AND published_at IS NOT NULL LIMIT 1) AS published,
      ${ofMockups('pending')} AS pending,
      ${ofMockups('approved')} AS ever_approved,
      ${ofMonth('month_made')} AS made,
      ${ofMonth('month_approved')} AS approved,
      (SELECT count(*) FROM (SELECT 1 FROM product_publications
        WHERE user_id = ${userId} AND published_at >= ${month} AND published_at IS NOT NULL
        LIMIT ${PUBLISHED_COUNTED})) AS published_in_month,
      coalesce((SELECT pending FROM approval_tallies
        WHERE user_id = ${userId} AND type = 'product'), 0) AS products_to_review,
      coalesce((SELECT n FROM retry_counts WHERE user_id = ${userId} AND status = 'exhausted'
        AND operation_type = 'mockup_generation'), 0) AS failed_renders`)
  const read = overview.parse(row)
  return {
    steps: {
      // The operator's key serves whoever has none.
      vendor: read.has_key || ctx.config.dynamicMockups.apiKey !== undefined,
      shop: read.has_shop,
      uploaded: read.uploaded,
      generated: read.generated,
      approved: read.ever_approved,
      product: read.has_product,
      published: read.published,
    },
    rendering: read.pending,
    month: { made: read.made, approved: read.approved, published: read.published_in_month },
    productsToReview: read.products_to_review,
    failedRenders: read.failed_renders,
  }
}
