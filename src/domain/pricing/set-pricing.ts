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
import { refuseBelowCost } from './below-cost.ts'
import { feesIn } from './fees.ts'
import { findPricing, getPricing } from './get-pricing.ts'
import { MAX_OWN_SIZES, mergePrices, type PricedRow } from './load-pricing.ts'
import { FINISHES, priceVariant } from './price-variant.ts'
import type { PriceChange } from './schemas.ts'
import { formatSize } from './size.ts'

const TRIES = 3
const PRICES = ['base_price', 'framed_price', 'digital_price'] as const
const AMOUNTS = ['framed_price', 'digital_price', 'cost', 'frame_cost'] as const
const WEIGHTS = ['weight_grams', 'frame_weight_grams'] as const
const VALUES = ['currency', 'base_price', ...AMOUNTS, ...WEIGHTS, 'is_active'] as const

type Values = Pick<Pricing, (typeof VALUES)[number]>
type Known = Awaited<ReturnType<typeof findPricing>>

/**
 * Sets the user's own prices for a size in place of the system's, and whether it is on offer. What
 * the change does not name stays; the same again changes nothing. `version` is the one that the
 * caller saw, 0 for a size that had no price.
 * @throws AppError invalid for amounts the currency does not have, for a price of 0 that is not
 *   accepted as free, and for one below cost that is not accepted as such; conflict for too many sizes; precondition_failed for another version.
 */
export async function setPricing(
  ctx: Context,
  size: string,
  change: PriceChange,
  { version }: { version?: number | undefined } = {},
): Promise<PricedRow> {
  for (let tries = 1; tries <= TRIES; tries += 1) {
    const known = await findPricing(ctx, size)
    const { own, system } = known
    const values = valuesOf(known, change)
    if (own && isSame(own, values)) return getPricing(ctx, size)
    const seen = (own ?? system)?.version ?? 0
    if (version !== undefined && version !== seen) throw pricesMoved()
    if (!change.accept_below_cost) assertPaysCost(size, known, values)
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
function valuesOf({ own, system }: Known, change: PriceChange): Values {
  const currency = change.currency ?? own?.currency ?? DEFAULT_CURRENCY
  // Without a price of its own, a first row of one's own is the system's with what is named.
  const copied = change.base_price === undefined && system ? withoutInherited(system) : undefined
  const from = own ?? copied
  const kept = from?.currency === currency ? from : undefined
  const { read, errors } = readAmounts(currency)
  const optional = (name: (typeof AMOUNTS)[number]): number | null => {
    const given = change[name]
    if (given === undefined) return kept?.[name] ?? null
    return given === null ? null : read(given, `/${name}`)
  }
  const weight = (name: (typeof WEIGHTS)[number]) =>
    change[name] === undefined ? (from?.[name] ?? null) : change[name]
  if (change.base_price === undefined && !kept) errors.push(PRICE_MISSING)
  const values = {
    currency,
    base_price:
      change.base_price === undefined
        ? (kept?.base_price ?? 0)
        : read(change.base_price, '/base_price'),
    framed_price: optional('framed_price'),
    digital_price: optional('digital_price'),
    cost: optional('cost'),
    frame_cost: optional('frame_cost'),
    weight_grams: weight('weight_grams'),
    frame_weight_grams: weight('frame_weight_grams'),
    is_active: change.is_active ?? own?.is_active ?? true,
  }
  if (errors.length === 0 && !change.accept_free) {
    // Judged as it is kept: an amount below the smallest unit is nothing too.
    const free = PRICES.filter((name) => typeof change[name] === 'number' && values[name] === 0)
    errors.push(
      ...free.map((name) => ({
        pointer: `/${name}`,
        message: FREE_PRICE,
        accept: 'acceptFree' as const,
      })),
    )
  }
  if (errors.length > 0) throw new AppError('invalid', 'Invalid request body', { errors })
  return values
}

const PRICE_MISSING = {
  pointer: '/base_price',
  message: 'Enter the price of an unframed print: this size has none yet',
}

/** What a row of one's own has of the system's: framed and digital follow the system's. */
function withoutInherited(system: Pricing): Pricing {
  return { ...system, framed_price: null, digital_price: null }
}

/** Refuses prices that are set to less than their cost; what costs more meanwhile may stay. */
function assertPaysCost(size: string, { own, system, fees }: Known, values: Values): void {
  const before = mergePrices(own, system)
  const after = mergePrices<Values>(values, system)
  const errors = FINISHES.flatMap(({ price: name, name: finishName, finish }) => {
    const price = priceVariant(after, finish, values.currency)
    const isKept =
      before?.currency === values.currency &&
      priceVariant(before, finish, values.currency) === price
    if (price === null || isKept) return []
    const refused = refuseBelowCost(`/${name}`, {
      name: `${formatSize(size)}${finishName}`,
      price,
      finish,
      costs: values,
      fees: feesIn(fees, values.currency),
      currency: values.currency,
    })
    return refused ?? []
  })
  if (errors.length > 0) throw new AppError('invalid', 'Invalid request body', { errors })
}

function isSame(own: Pricing, values: Values): boolean {
  return VALUES.every((name) => own[name] === values[name])
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
        ...(values.is_active === (own?.is_active ?? true) ? {} : { is_active: values.is_active }),
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
