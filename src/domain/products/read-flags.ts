import { asc } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { isAnyOf } from '../../db/client.ts'
import { assets } from '../../db/schema/catalogue.ts'
import { pricesIn, readPricing } from '../pricing/load-pricing.ts'
import { getSettings } from '../settings/get-settings.ts'
import type { FullProduct, VariantRow } from './load-parts.ts'
import { type FlagFrame, flagFrame, type ValueFlags, valueFlags } from './product-flags.ts'

export type Judge = {
  frameOf: (product: FullProduct) => FlagFrame
  flagsOf: (product: FullProduct, variants: readonly VariantRow[]) => ValueFlags
}

/** Costs, fees, limits and pixels that decide the flags of these products, read once for all. */
export async function readFlags(ctx: Context, products: readonly FullProduct[]): Promise<Judge> {
  const ids = products.flatMap(({ asset_id }) => asset_id ?? [])
  const [pricing, settings, artworks] = await Promise.all([
    readPricing(ctx),
    getSettings(ctx),
    ctx.db
      .select({ id: assets.id, width: assets.width, height: assets.height })
      .from(assets)
      .where(isAnyOf([assets.user_id, assets.id], [ctx.userId], ids))
      .orderBy(asc(assets.id)),
  ])
  const artworkOf = new Map(artworks.map((asset) => [asset.id, asset]))
  const prices = new Map(
    products.map(({ currency }) => [currency, pricesIn(pricing, currency)] as const),
  )
  const frameOf = ({ asset_id, currency }: FullProduct) =>
    flagFrame({
      asset: artworkOf.get(asset_id ?? '') ?? null,
      settings,
      prices: prices.get(currency) ?? new Map(),
      currency,
    })
  return { frameOf, flagsOf: (product, variants) => valueFlags(variants, frameOf(product)) }
}
