import type { FieldError } from '../../errors.ts'
import { priceVariant, type SizePrices } from '../pricing/price-variant.ts'
import { skuOf } from './sku.ts'
import { kindKey, type VariantKind } from './variant-kind.ts'
import { variantTitle } from './variant-title.ts'

/**
 * A variant as it was asked for; amounts in minor units, no price means the default. A SKU is
 * given for a variant that has one already.
 */
export type WishedVariant = VariantKind & { price?: number | null; sku?: string }

export type PlannedVariant<Wished> = Omit<Wished, 'price' | 'sku'> & {
  title: string
  sku: string
  price: number
}

export type VariantPlan<Wished> =
  | { result: 'planned'; variants: PlannedVariant<Wished>[] }
  | { result: 'refused'; errors: FieldError[] }

/**
 * Titles, SKUs and prices for the variants of a product, in the order given, or everything that is
 * wrong with them: two equal ones, a download with a frame.
 */
export function planVariants<Wished extends WishedVariant>(
  productId: string,
  wished: readonly Wished[],
  prices: ReadonlyMap<string, SizePrices>,
): VariantPlan<Wished> {
  const errors = [...findFramedDownloads(wished), ...findDuplicates(wished)]
  if (errors.length > 0) return { result: 'refused', errors }
  const taken = new Set(wished.flatMap(({ sku }) => sku ?? []))
  const variants = wished.map((variant) => ({
    ...variant,
    title: variantTitle(variant),
    sku: variant.sku ?? freeSku(skuOf(productId, variant), taken),
    price: variant.price ?? priceVariant(prices.get(variant.size), variant),
  }))
  return { result: 'planned', variants }
}

function findFramedDownloads(wished: readonly WishedVariant[]): FieldError[] {
  return wished.flatMap(({ is_digital, frame_style }, index) =>
    is_digital && frame_style
      ? [{ pointer: `/variants/${index}/frame_style`, message: 'A digital variant has no frame' }]
      : [],
  )
}

function findDuplicates(wished: readonly WishedVariant[]): FieldError[] {
  const seen = new Set<string>()
  return wished.flatMap((variant, index) => {
    const key = kindKey(variant)
    if (!seen.has(key)) {
      seen.add(key)
      return []
    }
    const message = `This variant is there twice: ${variantTitle(variant)}`
    return [{ pointer: `/variants/${index}`, message }]
  })
}

/** `8.5x11` and `85x11` read alike without punctuation: the later one gets a number. */
function freeSku(sku: string, taken: Set<string>): string {
  let free = sku
  for (let number = 2; taken.has(free); number += 1) free = `${sku}-${number}`
  taken.add(free)
  return free
}
