import { sql } from 'drizzle-orm'
import * as z from 'zod'
import type { Context } from '../../context.ts'
import { STORED_STATUSES, type StoredStatus } from '../../db/schema/mockups.ts'
import type { ProductCounts } from '../products/count-products.ts'

const SUMS = STORED_STATUSES.map((name) => sql.raw(`'${name}', coalesce(sum(${name}), 0)`))

/** Rows are counted to here, which is shown as "99+". */
const OVERVIEW_COUNTED = 100

const tally = z.string().transform((text) => tallies.parse(JSON.parse(text)))
const tallies = z.record(z.string(), z.number())
const mockupTally = z.record(z.enum(STORED_STATUSES), z.number())
const flag = z.number().transform(Boolean)
const overview = z.object({
  uploaded: flag,
  generated: flag,
  mockups: z.string().transform((text) => mockupTally.parse(JSON.parse(text))),
  products: tally,
  retrying: z.number(),
  exhausted: z.number(),
})

export type Overview = {
  /** Whether there is any artwork, and any run. */
  uploaded: boolean
  generated: boolean
  mockups: Record<StoredStatus, number>
  products: ProductCounts
  /** How much is tried again by itself, and how much is out of tries: each counted to 100. */
  retries: { waiting: number; exhausted: number }
}

/** The figures of the home page, in one query: from counters, or counted to 100. */
export async function readOverview(ctx: Context): Promise<Overview> {
  const { userId } = ctx
  const row = await ctx.db.get(sql`
    SELECT
      EXISTS (SELECT 1 FROM assets WHERE user_id = ${userId} LIMIT 1) AS uploaded,
      EXISTS (SELECT 1 FROM mockup_runs WHERE user_id = ${userId} LIMIT 1) AS generated,
      (SELECT json_object(${sql.join(SUMS, sql`, `)}) FROM mockup_tallies
        WHERE user_id = ${userId}) AS mockups,
      (SELECT json_group_object(status, n) FROM (SELECT status, sum(n) AS n FROM product_counts
        WHERE user_id = ${userId} GROUP BY status)) AS products,
      (SELECT count(*) FROM (SELECT 1 FROM retry_queue
        WHERE user_id = ${userId} AND status IN ('waiting', 'running')
        LIMIT ${OVERVIEW_COUNTED})) AS retrying,
      (SELECT count(*) FROM (SELECT 1 FROM retry_queue
        WHERE user_id = ${userId} AND status = 'exhausted'
        LIMIT ${OVERVIEW_COUNTED})) AS exhausted`)
  const { uploaded, generated, mockups, products, retrying, exhausted } = overview.parse(row)
  const noProducts = { draft: 0, pending: 0, active: 0, retired: 0, archived: 0 }
  return {
    uploaded,
    generated,
    mockups,
    products: { ...noProducts, ...products },
    retries: { waiting: retrying, exhausted },
  }
}
