import { and, eq, isNull, or } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { type Pricing, pricing } from '../../db/schema/products.ts'
import { compareSizes } from './size.ts'

/** Prices that a row of one's own takes from the system's where it has none. */
export const INHERITABLE = ['framed_price', 'digital_price'] as const

/** The prices of a size in force, in minor units; `inherited` are the system's in one's own row. */
export type PricingRow = Pricing & { inherited: (typeof INHERITABLE)[number][] }

/** Own sizes a user may add to the system's; the whole table is read at once. */
export const MAX_OWN_SIZES = 100
const MAX_ROWS = 200

/** The prices in force, small sizes first: the user's own, else the system's. */
export async function loadPricing(ctx: Context): Promise<PricingRow[]> {
  return inForce(await readPricing(ctx))
}

/** The prices in force among those in this currency, by size: what variants get by default. */
export async function loadPrices(ctx: Context, currency: string): Promise<Map<string, PricingRow>> {
  return pricesIn(await readPricing(ctx), currency)
}

/** The same from all rows, as `readPricing` reads them. */
export function pricesIn(rows: readonly Pricing[], currency: string): Map<string, PricingRow> {
  const own = inForce(rows.filter((row) => row.currency === currency))
  return new Map(own.map((row) => [row.size, row]))
}

/** The user's own rows and the system's, for `inForce` and `pricesIn`. */
export function readPricing(ctx: Context): Promise<Pricing[]> {
  return ctx.db
    .select()
    .from(pricing)
    .where(
      and(
        eq(pricing.is_active, true),
        or(isNull(pricing.user_id), eq(pricing.user_id, ctx.userId)),
      ),
    )
    .limit(MAX_ROWS)
}

/** The prices in force among these rows, small sizes first. */
export function inForce(rows: readonly Pricing[]): PricingRow[] {
  const bySize = Map.groupBy(rows, ({ size }) => size)
  return [...bySize.values()]
    .flatMap((ofSize) => {
      const own = ofSize.find(({ user_id }) => user_id !== null)
      const system = ofSize.find(({ user_id }) => user_id === null)
      return mergePrices(own, system) ?? []
    })
    .toSorted((one, other) => compareSizes(one.size, other.size))
}

/** One's own prices, completed by the system's of the same currency; the system's without own. */
export function mergePrices(
  own: Pricing | undefined,
  system: Pricing | undefined,
): PricingRow | undefined {
  if (!own) return system && { ...system, inherited: [] }
  if (!system || system.currency !== own.currency) return { ...own, inherited: [] }
  const inherited = INHERITABLE.filter((name) => own[name] === null && system[name] !== null)
  return {
    ...own,
    framed_price: own.framed_price ?? system.framed_price,
    digital_price: own.digital_price ?? system.digital_price,
    inherited,
  }
}
