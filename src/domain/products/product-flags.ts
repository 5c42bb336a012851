import type { Product } from '../../db/schema/products.ts'
import { feesIn } from '../pricing/fees.ts'
import { offered } from '../pricing/load-pricing.ts'
import type { Fees, SizeCosts } from '../pricing/margin.ts'
import { isUnprofitable } from '../pricing/unprofitable.ts'
import type { StoredSettings } from '../settings/schemas.ts'
import type { ImageRow, VariantRow } from './load-parts.ts'
import { isBelowPrint, type PrintFrame } from './print-check.ts'

/** What decides the flags of a product: how it prints, and what its sizes cost in its currency. */
export type FlagFrame = PrintFrame & { costs: ReadonlyMap<string, SizeCosts>; fees: Fees }

/** The frame of a product in this currency, of what was read for it. */
export function flagFrame(read: {
  asset: PrintFrame['artwork'] | null
  settings: Pick<StoredSettings, 'print' | 'own_fees'>
  prices: ReadonlyMap<string, SizeCosts & { size: string; is_active: boolean }>
  currency: string
}): FlagFrame {
  const { asset, settings, prices, currency } = read
  return {
    artwork: asset ?? undefined,
    minDpi: settings.print.min_dpi,
    sizes: offered([...prices.values()]).map(({ size }) => size),
    costs: prices,
    fees: feesIn(settings.own_fees, currency),
  }
}

type Sold = Pick<VariantRow, 'size' | 'price' | 'frame_style' | 'is_digital' | 'is_active'>
/** What lists filter by and follows from prices and pixels; null is not known. */
export type ValueFlags = Pick<Product, 'is_unprofitable' | 'is_below_print'>

/** Whether variants on offer sell below their cost, or print below the limit. */
export function valueFlags(variants: readonly Sold[], frame: FlagFrame): ValueFlags {
  return {
    is_unprofitable: isUnprofitable(variants, frame.costs, frame.fees),
    is_below_print: isBelowPrint(variants, frame),
  }
}

/** Whether any picture of a product is of a mockup. */
export function showsMockups(images: readonly Pick<ImageRow, 'source_type'>[]): boolean {
  return images.some(({ source_type }) => source_type === 'mockup')
}
