import { and, count, eq, ne } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { compareAndSet } from '../../db/client.ts'
import { type Pricing, pricing } from '../../db/schema/products.ts'
import { AppError } from '../../errors.ts'
import { newId } from '../../ids.ts'
import { DEFAULT_CURRENCY, toMajor } from '../../money.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { FREE_PRICE, readAmounts } from './amounts.ts'
import { findPricing, getPricing } from './get-pricing.ts'
import { MAX_OWN_SIZES, type PricingRow } from './load-pricing.ts'
import type { PriceChange } from './schemas.ts'

const TRIES = 3
const PRICES = ['base_price', 'framed_price', 'digital_price'] as const
const OPTIONAL = ['framed_price', 'digital_price', 'cost', 'frame_cost'] as const

type Values = Pick<Pricing, 'base_price' | 'currency' | (typeof OPTIONAL)[number]>

/**
 * Sets the user's own prices for a size in place of the system's. What the change does not name
 * stays; the same again changes nothing. `version` is the one that the caller saw, 0 for a size
 * that had no price.
 * @throws AppError invalid for amounts the currency does not have, and for a price of 0 that is
 *   not accepted as free; conflict for too many sizes; precondition_failed for another version.
 */
export async function setPricing(
  ctx: Context,
  size: string,
  change: PriceChange,
  { version }: { version?: number | undefined } = {},
): Promise<PricingRow> {
  for (let tries = 1; tries <= TRIES; tries += 1) {
    const { own, system } = await findPricing(ctx, size)
    const values = valuesOf(own, change)
    if (own && isSame(own, values)) return getPricing(ctx, size)
    const seen = (own ?? system)?.version ?? 0
    if (version !== undefined && version !== seen) throw pricesMoved()
    if (await write(ctx, size, values, own, seen)) return getPricing(ctx, size)
  }
  throw new AppError(
    'conflict',
    'These prices are being changed by someone else right now. Nothing was changed. Try again.',
  )
}

export function pricesMoved(): AppError {
  return new AppError(
    'precondition_failed',
    'These prices were changed by someone else in the meantime. Nothing was changed. Check the current prices, then try again.',
  )
}

/** The row that the change asks for. Amounts in another currency say nothing in this one. */
function valuesOf(own: Pricing | undefined, change: PriceChange): Values {
  const currency = change.currency ?? own?.currency ?? DEFAULT_CURRENCY
  const kept = own?.currency === currency ? own : undefined
  const { read, errors } = readAmounts(currency)
  const optional = (name: (typeof OPTIONAL)[number]): number | null => {
    const given = change[name]
    if (given === undefined) return kept?.[name] ?? null
    return given === null ? null : read(given, `/${name}`)
  }
  const values = {
    currency,
    base_price: read(change.base_price, '/base_price'),
    framed_price: optional('framed_price'),
    digital_price: optional('digital_price'),
    cost: optional('cost'),
    frame_cost: optional('frame_cost'),
  }
  if (errors.length === 0 && !change.accept_free) {
    // Judged as it is kept: an amount below the smallest unit is nothing too.
    const free = PRICES.filter((name) => typeof change[name] === 'number' && values[name] === 0)
    errors.push(...free.map((name) => ({ pointer: `/${name}`, message: FREE_PRICE })))
  }
  if (errors.length > 0) throw new AppError('invalid', 'Invalid request body', { errors })
  return values
}

function isSame(own: Pricing, values: Values): boolean {
  return (
    own.currency === values.currency &&
    own.base_price === values.base_price &&
    OPTIONAL.every((name) => own[name] === values[name])
  )
}

async function write(
  ctx: Context,
  size: string,
  values: Values,
  own: Pricing | undefined,
  seen: number,
): Promise<boolean> {
  const now = ctx.clock.now()
  // Own prices may be taken back and set again: the moment makes sure that no version repeats.
  const version = Math.max(seen + 1, now)
  const fields = { ...values, version, updated_at: isoTime(now) }
  const activity = recordActivity(
    ctx,
    {
      action_type: 'price_changed',
      module: 'products',
      details: {
        size,
        base_price: toMajor(values.base_price, values.currency),
        currency: values.currency,
      },
      reference_table: 'product_pricing',
    },
    { onlyIfChanged: true },
  )
  if (!own) await assertRoom(ctx, size)
  const change = own
    ? ctx.db
        .update(pricing)
        .set(fields)
        .where(
          and(
            eq(pricing.user_id, ctx.userId),
            eq(pricing.size, size),
            eq(pricing.version, own.version),
          ),
        )
        .returning({ id: pricing.id })
    : ctx.db
        .insert(pricing)
        .values({
          ...fields,
          id: newId(),
          user_id: ctx.userId,
          size,
          is_active: true,
          is_system: false,
          created_at: isoTime(now),
        })
        .onConflictDoNothing()
        .returning({ id: pricing.id })
  return compareAndSet(ctx.db, change, [activity])
}

async function assertRoom(ctx: Context, size: string): Promise<void> {
  const others = await ctx.db
    .select({ n: count() })
    .from(pricing)
    .where(and(eq(pricing.user_id, ctx.userId), ne(pricing.size, size)))
    .get()
  if ((others?.n ?? 0) < MAX_OWN_SIZES) return
  throw new AppError(
    'conflict',
    `You have ${MAX_OWN_SIZES} sizes of your own, which is the limit. Nothing was changed. Reset one first.`,
  )
}
