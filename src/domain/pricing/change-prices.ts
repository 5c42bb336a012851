import { and, eq, getTableColumns, sql } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { compareAndSet } from '../../db/client.ts'
import { activityLog } from '../../db/schema/desk.ts'
import { pricing } from '../../db/schema/products.ts'
import { AppError } from '../../errors.ts'
import { derivedId, newId } from '../../ids.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { MAX_OWN_SIZES } from './load-pricing.ts'
import {
  isMoved,
  type PriceLine,
  type PricePlan,
  type PricesAsked,
  planPrices,
} from './plan-prices.ts'

type Asked = PricesAsked & {
  /** Prices below cost are meant. */
  accept_below_cost: boolean
  /** The plan that the person saw. */
  seen?: string | undefined
}

/**
 * Changes the default prices of sizes by a percentage or an amount, all or none, as `planPrices`
 * says. Products keep their prices. The same work again changes nothing more.
 * @throws AppError conflict where the prices are not those that were `seen`, with the plan as it is
 *   now; invalid as `planPrices`, and for prices below cost that are not accepted as such
 */
export async function changePrices(
  ctx: Context,
  asked: Asked,
  workId = newId(),
  { dryRun = false } = {},
): Promise<PricePlan> {
  const activityId = await derivedId(workId, 'prices')
  const plan = await planPrices(ctx, asked)
  if (!dryRun && (await isDone(ctx, activityId))) return plan
  if (asked.seen !== undefined && asked.seen !== plan.seen) throw pricesMoved()
  const lines = plan.lines.filter(isMoved)
  if (!asked.accept_below_cost) assertPaysCost(lines)
  if (dryRun || lines.length === 0) return plan
  assertRoom(plan, lines)
  if (await write(ctx, lines, asked, activityId)) return plan
  if (await isDone(ctx, activityId)) return plan
  throw pricesMoved()
}

function pricesMoved(): AppError {
  return new AppError(
    'conflict',
    'The prices have changed since you saw them. Nothing was changed. Look through them, then try again.',
  )
}

function assertPaysCost(lines: readonly PriceLine[]): void {
  const errors = lines.flatMap(({ prices }) => prices.flatMap(({ refused }) => refused ?? []))
  if (errors.length > 0) throw new AppError('invalid', 'Invalid request body', { errors })
}

function assertRoom({ own }: PricePlan, lines: readonly PriceLine[]): void {
  const added = lines.filter(({ row }) => row.is_system).length
  if (own + added <= MAX_OWN_SIZES) return
  throw new AppError(
    'conflict',
    `You can have ${MAX_OWN_SIZES} sizes of your own, and this would make ${own + added}. Nothing was changed. Choose fewer sizes.`,
  )
}

async function isDone(ctx: Context, activityId: string): Promise<boolean> {
  const row = await ctx.db
    .select({ id: activityLog.id })
    .from(activityLog)
    .where(and(eq(activityLog.user_id, ctx.userId), eq(activityLog.id, activityId)))
    .get()
  return row !== undefined
}

/** One statement writes all of them, while each is still as it was read; returns whether it did. */
async function write(
  ctx: Context,
  lines: readonly PriceLine[],
  { percent, amount, round }: Asked,
  activityId: string,
): Promise<boolean> {
  const rows = JSON.stringify(lines.map((line) => rowOf(ctx, line)))
  const isAsRead = sql`NOT EXISTS (
    SELECT 1 FROM json_each(${rows}) AS asked LEFT JOIN product_pricing AS own
      ON own.user_id = ${ctx.userId} AND own.size = asked.value ->> 'size'
    WHERE coalesce(own.version, 0) <> asked.value ->> 'own_version')`
  const values = sql.join(
    Object.keys(getTableColumns(pricing)).map((name) => sql`value ->> ${name}`),
    sql`, `,
  )
  const upsert = ctx.db
    .insert(pricing)
    .select(sql`SELECT ${values} FROM json_each(${rows}) WHERE ${isAsRead}`)
    .onConflictDoUpdate({
      target: [pricing.user_id, pricing.size],
      targetWhere: sql`user_id IS NOT NULL`,
      set: {
        base_price: sql`excluded.base_price`,
        framed_price: sql`excluded.framed_price`,
        digital_price: sql`excluded.digital_price`,
        version: sql`excluded.version`,
        updated_at: sql`excluded.updated_at`,
      },
    })
    .returning({ id: pricing.id })
  const activity = recordActivity(
    ctx,
    {
      action_type: 'prices_changed',
      module: 'products',
      details: { sizes: lines.length, percent, amount, round },
      reference_table: 'product_pricing',
    },
    { onlyIfChanged: true, id: activityId },
  )
  return compareAndSet(ctx.db, upsert, [activity])
}

/** A row of one's own with the prices of a line. Versions never repeat: the moment is in them. */
function rowOf(ctx: Context, { row, prices }: PriceLine) {
  const now = ctx.clock.now()
  const after = new Map<string, number>(prices.map((price) => [price.name, price.after]))
  return {
    ...row,
    user_id: ctx.userId,
    id: row.is_system ? newId() : row.id,
    is_active: row.is_active ? 1 : 0,
    is_system: 0,
    base_price: after.get('base_price'),
    framed_price: after.get('framed_price') ?? null,
    digital_price: after.get('digital_price') ?? null,
    own_version: row.is_system ? 0 : row.version,
    version: Math.max(row.version + 1, now),
    created_at: row.is_system ? isoTime(now) : row.created_at,
    updated_at: isoTime(now),
  }
}
