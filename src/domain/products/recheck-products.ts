import { and, asc, eq, gt, sql } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import { type BaseContext, type Context, forUser } from '../../context.ts'
import { isAnyOf, listed, type Statement, writeAll } from '../../db/client.ts'
import { assets } from '../../db/schema/catalogue.ts'
import { productChecks, products, productVariants } from '../../db/schema/products.ts'
import { pricesIn, readPricing } from '../pricing/load-pricing.ts'
import { getSettings } from '../settings/get-settings.ts'
import { flagFrame, valueFlags } from './product-flags.ts'

const PRODUCTS_A_PIECE = 200
const CHECKS_A_CALL = 20

type Check = typeof productChecks.$inferSelect

/**
 * Works off whose products may have wrong flags since prices, costs, fees, the print limit or an
 * artwork's file were changed, of all users: a piece of each of the oldest checks. Returns how many
 * pieces there were.
 */
export async function recheckAllProducts(base: BaseContext): Promise<number> {
  const checks = await base.db
    .select()
    .from(productChecks)
    .orderBy(asc(productChecks.requested_at))
    .limit(CHECKS_A_CALL)
  for (const check of checks) {
    const ctx = forUser(base, check.user_id, { kind: 'system', job: 'product checks' })
    await recheckSafely(ctx, check)
  }
  return checks.length
}

/**
 * Reads what depends on one user's stored flags, once more where some had to be worked off first: a
 * piece of each check. Mostly there is none, and nothing waits for the question.
 */
export async function readRechecked<Result>(
  ctx: Context,
  read: () => Promise<Result>,
): Promise<Result> {
  const findChecks = ctx.db
    .select()
    .from(productChecks)
    .where(eq(productChecks.user_id, ctx.userId))
    .orderBy(asc(productChecks.requested_at))
    .limit(CHECKS_A_CALL)
  const [checks, result] = await Promise.all([findChecks, read()])
  if (checks.length === 0) return result
  for (const check of checks) await recheckSafely(ctx, check)
  return read()
}

/** A check that fails is logged and waits behind all others: it holds up none of them. */
async function recheckSafely(ctx: Context, check: Check): Promise<void> {
  try {
    await recheckPiece(ctx, check)
  } catch (cause) {
    const { user_id: user, asset_id: asset } = check
    ctx.log.error('product_check_failed', cause, { user, asset })
    await ctx.db
      .update(productChecks)
      .set({ requested_at: isoTime(ctx.clock.now()) })
      .where(asRead(check))
  }
}

async function recheckPiece(ctx: Context, check: Check): Promise<void> {
  const [rows, pricing, settings] = await Promise.all([
    readPiece(ctx, check),
    readPricing(ctx),
    getSettings(ctx),
  ])
  const variants = await readVariants(
    ctx,
    rows.map(({ id }) => id),
  )
  const currencies = new Set(rows.map(({ currency }) => currency))
  const prices = new Map([...currencies].map((one) => [one, pricesIn(pricing, one)]))
  const wrong = rows.flatMap(({ id, version, currency, width, height, ...now }) => {
    const asset = width === null || height === null ? undefined : { width, height }
    const ofCurrency = prices.get(currency) ?? new Map()
    const frame = flagFrame({ asset, settings, prices: ofCurrency, currency })
    const flags = valueFlags(variants.get(id) ?? [], frame)
    const isRight =
      flags.is_unprofitable === now.is_unprofitable && flags.is_below_print === now.is_below_print
    return isRight ? [] : [{ id, version, ...flags }]
  })
  await writeAll(ctx.db, [
    ...(wrong.length > 0 ? [setFlags(ctx, wrong)] : []),
    advance(ctx, check, rows.length < PRODUCTS_A_PIECE ? undefined : rows.at(-1)?.id),
  ])
}

/** The products of a piece as they are now, with the pixels of their artworks. */
function readPiece(ctx: Context, check: Check) {
  return ctx.db
    .select({
      id: products.id,
      version: products.version,
      currency: products.currency,
      is_unprofitable: products.is_unprofitable,
      is_below_print: products.is_below_print,
      width: assets.width,
      height: assets.height,
    })
    .from(products)
    .leftJoin(assets, and(eq(assets.user_id, products.user_id), eq(assets.id, products.asset_id)))
    .where(
      and(
        eq(products.user_id, ctx.userId),
        check.asset_id === '' ? undefined : eq(products.asset_id, check.asset_id),
        gt(products.id, check.cursor),
      ),
    )
    .orderBy(asc(products.id))
    .limit(PRODUCTS_A_PIECE)
}

async function readVariants(ctx: Context, productIds: readonly string[]) {
  const { product_id, size, price, frame_style, is_digital, is_active } = productVariants
  const rows = await ctx.db
    .select({ product_id, size, price, frame_style, is_digital, is_active })
    .from(productVariants)
    .where(isAnyOf([productVariants.user_id, product_id], [ctx.userId], productIds))
  return Map.groupBy(rows, (row) => row.product_id)
}

type Flagged = {
  id: string
  version: number
  is_unprofitable: boolean | null
  is_below_print: boolean | null
}

/** One that was changed since it was read has its flags from that change. */
function setFlags(ctx: Context, rows: readonly Flagged[]): Statement {
  return ctx.db.run(sql`
    UPDATE products SET is_unprofitable = asked.value ->> 'is_unprofitable',
      is_below_print = asked.value ->> 'is_below_print'
    FROM ${listed(ctx.userId, rows)}
    WHERE products.user_id = asked.value ->> 'user_id' AND products.id = asked.value ->> 'id'
      AND products.version = asked.value ->> 'version'`)
}

/** Continues after this product the next time, or is done; unless it was asked for once more. */
function advance(ctx: Context, check: Check, cursor: string | undefined): Statement {
  return cursor === undefined
    ? ctx.db.delete(productChecks).where(asRead(check))
    : ctx.db.update(productChecks).set({ cursor }).where(asRead(check))
}

function asRead(check: Check) {
  return and(
    eq(productChecks.user_id, check.user_id),
    eq(productChecks.asset_id, check.asset_id),
    eq(productChecks.cursor, check.cursor),
    eq(productChecks.asked, check.asked),
  )
}
