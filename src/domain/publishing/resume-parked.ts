import { and, eq, isNotNull, sql } from 'drizzle-orm'
import * as z from 'zod'
import { chunksOf } from '../../chunks.ts'
import type { Context } from '../../context.ts'
import { writeAll } from '../../db/client.ts'
import { products } from '../../db/schema/products.ts'
import { AppError } from '../../errors.ts'
import { getShopAccount } from '../integrations/get-shopify-account.ts'
import { eventStatements, sendTasks } from './task.ts'

const MAX_PRODUCTS_A_CALL = 500
const ROWS_A_BATCH = 100
const MAX_SHOPS = 100
const MOST_COUNTED = 100

/**
 * Lets the tasks that wait for credentials of this shop go on where they were, under the ids they
 * have: at most 500 a call, the sweep resumes the rest. Returns their number. Safe to run any
 * number of times.
 */
export async function resumeParked(ctx: Context, shop: string): Promise<number> {
  const rows = await ctx.db
    .select()
    .from(products)
    .where(
      and(
        eq(products.user_id, ctx.userId),
        eq(products.publish_shop, shop),
        isNotNull(products.publish_parked_at),
      ),
    )
    .limit(MAX_PRODUCTS_A_CALL)
  const isParked = sql`${products.publish_parked_at} IS NOT NULL`
  for (const some of chunksOf(rows, ROWS_A_BATCH)) {
    const tasks = some.flatMap((row) => {
      const { id: productId, publish_task_id: taskId } = row
      if (!taskId) return []
      const event = { kind: 'resumed', taskId } as const
      const statements = eventStatements(ctx, row, { event, following: [] }, isParked)
      return statements ? [{ productId, taskId, statements }] : []
    })
    await writeAll(
      ctx.db,
      tasks.flatMap(({ statements }) => statements),
    )
    await sendTasks(
      ctx,
      tasks.map(({ productId, taskId }) => ({ productId, taskId })),
    )
  }
  return rows.length
}

/** The shops whose credentials products wait for, and how many of each, counted so far. */
export async function listParkedShops(
  ctx: Context,
  counted: number,
): Promise<{ domain: string; waiting: number; isMore: boolean }[]> {
  const isParked = sql`user_id = ${ctx.userId} AND publish_parked_at IS NOT NULL`
  const rows = await ctx.db.all(sql`
    WITH RECURSIVE shops (domain) AS (
      SELECT min(publish_shop) FROM products WHERE ${isParked}
      UNION ALL
      SELECT (SELECT min(publish_shop) FROM products
        WHERE ${isParked} AND publish_shop > shops.domain)
      FROM shops WHERE domain IS NOT NULL LIMIT ${MAX_SHOPS})
    SELECT domain, (SELECT count(*) FROM (SELECT 1 FROM products
      WHERE ${isParked} AND publish_shop = shops.domain LIMIT ${counted + 1})) AS n
    FROM shops WHERE domain IS NOT NULL`)
  return z
    .array(z.object({ domain: z.string(), n: z.int() }))
    .parse(rows)
    .map(({ domain, n }) => ({ domain, waiting: Math.min(n, counted), isMore: n > counted }))
}

/** How many products of a job wait for credentials of their shop, counted to 100. */
export async function countParked(ctx: Context, jobId: string): Promise<number> {
  const rows = await ctx.db.all(sql`
    SELECT count(*) AS n FROM (SELECT 1 FROM products
      CROSS JOIN job_items ON job_items.user_id = products.user_id
        AND job_items.task_id = products.publish_task_id AND job_items.task_id IS NOT NULL
      WHERE products.user_id = ${ctx.userId} AND products.publish_parked_at IS NOT NULL
        AND job_items.job_id = ${jobId} LIMIT ${MOST_COUNTED})`)
  return z.tuple([z.object({ n: z.int() })]).parse(rows)[0].n
}

/** Whether the hub has credentials for the shop, and the shop has not refused them. */
export async function isShopUsable(ctx: Context, shop: string): Promise<boolean> {
  try {
    const { isRefused } = await getShopAccount(ctx, shop)
    return !isRefused
  } catch (cause) {
    if (cause instanceof AppError) return false
    throw cause
  }
}
