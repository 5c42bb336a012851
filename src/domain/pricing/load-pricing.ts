import { and, eq, isNull, or } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { userSettings } from '../../db/schema/desk.ts'
import { type Pricing, pricing } from '../../db/schema/products.ts'
import { type OwnFees, ownFees } from './fees.ts'
import { compareSizes } from './size.ts'

/** Prices that a row of one's own takes from the system's where it has none. */
export const INHERITABLE = ['framed_price', 'digital_price'] as const

/** The prices of a size in force, in minor units; `inherited` are the system's in one's own row. */
export type PricingRow = Pricing & { inherited: (typeof INHERITABLE)[number][] }

/** Own sizes a user may add to the system's; the whole table is read at once. */
export const MAX_OWN_SIZES = 100
const MAX_ROWS = 200

/**
 * The prices of the sizes on offer, small ones first: the user's own, else the system's. A size
 * that is switched off is left out.
 */
export async function loadPricing(ctx: Context): Promise<PricingRow[]> {
  return offered(inForce(await readPricing(ctx)))
}

/**
 * The prices and costs in force among those in this currency, by size, with those of sizes that
 * are switched off: what variants get by default, and what the ones that are there cost.
 */
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
  return selectPricing(ctx)
}

/** The same, and the fees of a sale, in one call. */
export async function readCosts(ctx: Context): Promise<{ rows: Pricing[]; fees: OwnFees }> {
  const [rows, [own]] = await ctx.db.batch([
    selectPricing(ctx),
    ctx.db
      .select({ fees: userSettings.fees })
      .from(userSettings)
      .where(eq(userSettings.user_id, ctx.userId)),
  ])
  return { rows, fees: ownFees.parse(own?.fees ?? {}) }
}

function selectPricing(ctx: Context) {
  return ctx.db
    .select()
    .from(pricing)
    .where(
      or(
        eq(pricing.user_id, ctx.userId),
        and(isNull(pricing.user_id), eq(pricing.is_active, true)),
      ),
    )
    .limit(MAX_ROWS)
}

/** The prices of sizes that new products are made in. */
export function offered<Row extends { is_active: boolean }>(rows: readonly Row[]): Row[] {
  return rows.filter(({ is_active }) => is_active)
}

/** The prices in force among these rows, small sizes first; sizes that are switched off too. */
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
