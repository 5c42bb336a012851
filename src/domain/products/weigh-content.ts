import type { Context } from '../../context.ts'
import { inForce, type PricingRow, readPricing } from '../pricing/load-pricing.ts'
import type { Content } from './shop-content.ts'

/**
 * The same content with what its prints weigh, as the pricing table says now. Not a part of what
 * tells unpublished changes: a weight that is set reaches a product when it is published next.
 */
export async function weighContent(ctx: Context, content: Content): Promise<Content> {
  const rows = new Map(inForce(await readPricing(ctx)).map((row) => [row.size, row]))
  return {
    ...content,
    variants: content.variants.map((variant) => {
      const weightGrams = weightOf(rows.get(variant.size), variant)
      return weightGrams === undefined ? variant : { ...variant, weightGrams }
    }),
  }
}

/** Grams of a print with its frame; undefined where a part is not known, and for a download. */
function weightOf(
  row: PricingRow | undefined,
  { frame }: Content['variants'][number],
): number | undefined {
  if (!row || row.weight_grams === null || frame === 'digital') return undefined
  if (frame === 'unframed') return row.weight_grams
  return row.frame_weight_grams === null ? undefined : row.weight_grams + row.frame_weight_grams
}
