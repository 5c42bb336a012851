import type { Context } from '../../context.ts'
import { loadPricing } from '../pricing/load-pricing.ts'
import { getSettings } from '../settings/get-settings.ts'
import { type PrintSize, printSizes } from './print-sizes.ts'

type Pixels = { width: number; height: number }

/** How artworks print: by their pixels, at each of the user's sizes. */
export type PrintLimits = {
  sizesOf(artwork: Pixels): PrintSize[]
  /** Below so many pixels an inch a size is not sold without a person saying so. */
  minDpi: number
}

/** Reads the user's sizes on offer, small ones first, and the limit. */
export async function readPrintLimits(ctx: Context): Promise<PrintLimits> {
  const [pricing, { print }] = await Promise.all([loadPricing(ctx), getSettings(ctx)])
  const sizes = pricing.map(({ size }) => size)
  return { sizesOf: (artwork) => printSizes(artwork, sizes), minDpi: print.min_dpi }
}
