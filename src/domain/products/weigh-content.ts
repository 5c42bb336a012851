import type { Context } from '../../context.ts'
import { findShopCollection } from '../collections/find-shop-collection.ts'
import { feesIn } from '../pricing/fees.ts'
import { inForce, type PricingRow, pricesIn, readCosts } from '../pricing/load-pricing.ts'
import { type Fees, makingCost } from '../pricing/margin.ts'
import { isCostSent } from '../settings/is-cost-sent.ts'
import type { Content } from './shop-content.ts'

type Variant = Content['variants'][number]

/**
 * The same content, completed by what does not stand on the product: what its prints weigh and, on
 * request, cost, as the pricing table says now, and the shop's collection that its own one asks
 * for. None of it tells unpublished changes: it reaches a product when that is published next.
 */
export async function weighContent(ctx: Context, content: Content): Promise<Content> {
  const { collection: key, ...rest } = content
  const { currency } = rest
  const [{ rows, fees }, sendsCost, collection] = await Promise.all([
    readCosts(ctx),
    isCostSent(ctx),
    findShopCollection(ctx, key),
  ])
  const weights = new Map(inForce(rows).map((row) => [row.size, row]))
  const costs = sendsCost ? pricesIn(rows, currency) : undefined
  return {
    ...rest,
    ...(collection ? { collection: collection.handle } : {}),
    variants: content.variants.map((variant) => ({
      ...variant,
      ...defined({ weightGrams: weightOf(weights.get(variant.size), variant) }),
      ...defined({ costMinor: costs && costOf(costs.get(variant.size), variant, fees, currency) }),
    })),
  }
}

function defined<Name extends string>(values: Record<Name, number | undefined>) {
  const kept: Partial<Record<Name, number>> = {}
  for (const name in values) if (values[name] !== undefined) kept[name] = values[name]
  return kept
}

/** Grams of a print with its frame; undefined where a part is not known, and for a download. */
function weightOf(row: PricingRow | undefined, { frame }: Variant): number | undefined {
  if (!row || row.weight_grams === null || frame === 'digital') return undefined
  if (frame === 'unframed') return row.weight_grams
  return row.frame_weight_grams === null ? undefined : row.weight_grams + row.frame_weight_grams
}

/**
 * Minor units that making and sending it costs; undefined where a part is not known. Fees of a sale
 * are not among them: they follow from what a customer pays, which the shop knows better.
 */
function costOf(
  row: PricingRow | undefined,
  { frame, isDigital }: Variant,
  fees: Parameters<typeof feesIn>[0],
  currency: string,
): number | undefined {
  const frame_style = frame === 'unframed' || frame === 'digital' ? null : frame
  const inCurrency: Fees = feesIn(fees, currency)
  return makingCost({ is_digital: isDigital, frame_style }, row, inCurrency) ?? undefined
}
