import * as z from 'zod'
import type { Asset } from '../../domain/assets/get-asset.ts'
import { FIT_TOLERANCE, PRINT_QUALITIES } from '../../domain/assets/print-sizes.ts'
import type { PrintLimits } from '../../domain/assets/read-print-limits.ts'

/** How an artwork prints at each of the user's sizes. */
const answer = z.object({
  sizes: z.array(
    z.object({
      size: z.string(),
      /** Pixels an inch while it fills the sheet, rounded down. */
      dpi: z.int(),
      /** Sharp from 300 dpi, good from 200, fair from 150. */
      quality: z.enum(PRINT_QUALITIES),
      /** Whether the sheet has its shape, within the tolerance. */
      fit: z.boolean(),
      /** The share of it that is cut off, 0 to 1. */
      crop: z.number(),
      below_limit: z.boolean(),
    }),
  ),
  /** What the file says of its colours: srgb, cmyk, none, or its profile's name; null is not known. */
  profile: z.string().nullable(),
  alpha: z.boolean().nullable(),
  min_dpi: z.int(),
  tolerance: z.number(),
})
export const printSizesAnswer = answer.shape

export function presentPrintSizes(
  asset: Asset,
  { sizesOf, minDpi }: PrintLimits,
): z.output<typeof answer> {
  return {
    sizes: sizesOf(asset).map(({ size, dpi, quality, fits, crop }) => ({
      size,
      dpi,
      quality,
      fit: fits,
      crop: Math.round(crop * 10_000) / 10_000,
      below_limit: dpi < minDpi,
    })),
    profile: asset.profile || null,
    alpha: asset.has_alpha,
    min_dpi: minDpi,
    tolerance: FIT_TOLERANCE,
  }
}
