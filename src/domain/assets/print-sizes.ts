import { exactSidesOf } from '../pricing/size.ts'

type Pixels = { width: number; height: number }

/** Pixels an inch on paper: sharp from close up, good on a wall, acceptable from a step away. */
const SHARP_DPI = 300
export const GOOD_DPI = 200
export const FAIR_DPI = 150

export const PRINT_QUALITIES = ['sharp', 'good', 'fair', 'low'] as const
export type PrintQuality = (typeof PRINT_QUALITIES)[number]

/** Of the artwork: what is trimmed of it at most for a size to count as its shape. */
export const FIT_TOLERANCE = 0.03

export type PrintSize = {
  size: string
  /** Pixels an inch while the artwork fills the sheet, rounded down. */
  dpi: number
  quality: PrintQuality
  /** Whether the sheet has the shape of the artwork, within `FIT_TOLERANCE`. */
  fits: boolean
  /** The share of the artwork that is cut off to fill the sheet, 0 to 1. */
  crop: number
}

/**
 * How an artwork prints at each of these sizes, in their order, filling the sheet in its own
 * orientation. Sizes that name no sides are left out.
 */
export function printSizes(artwork: Pixels, sizes: readonly string[]): PrintSize[] {
  const [long, short] = longAndShort(artwork)
  return sizes.flatMap((size) => {
    const sides = exactSidesOf(size)
    if (!sides || sides.width <= 0 || sides.height <= 0) return []
    const [sheetLong, sheetShort] = longAndShort(sides)
    // Whole numbers up to the one division, so that nothing is lost on the way.
    const dpi = Math.floor(
      Math.min((long * sides.perInch) / sheetLong, (short * sides.perInch) / sheetShort),
    )
    const [along, across] = [long * sheetShort, short * sheetLong]
    const crop = 1 - Math.min(along, across) / Math.max(along, across)
    return { size, dpi, quality: qualityOf(dpi), fits: crop <= FIT_TOLERANCE, crop }
  })
}

/** A part of an artwork, in its pixels. */
export type Part = { x: number; y: number; width: number; height: number }

/**
 * What of an artwork is on the sheet when it fills it, in the middle; all of it where the size names
 * no sides.
 */
export function keptPart({ width, height }: Pixels, size: string): Part {
  const sides = exactSidesOf(size)
  if (!sides || sides.width <= 0 || sides.height <= 0) return { x: 0, y: 0, width, height }
  const [sheetLong, sheetShort] = longAndShort(sides)
  const [across, down] = width > height ? [sheetLong, sheetShort] : [sheetShort, sheetLong]
  const kept =
    width * down > height * across
      ? { width: (height * across) / down, height }
      : { width, height: (width * down) / across }
  return { ...kept, x: (width - kept.width) / 2, y: (height - kept.height) / 2 }
}

/** The largest size of the artwork's shape that has at least so many pixels an inch. */
export function largestAt(sizes: readonly PrintSize[], dpi: number): PrintSize | undefined {
  return sizes
    .filter((one) => one.fits && one.dpi >= dpi)
    .toSorted((one, other) => one.dpi - other.dpi)
    .at(0)
}

export type Shape = 'square' | 'portrait' | 'landscape'

/** What an artwork looks like; nearly square counts as square, within `FIT_TOLERANCE`. */
export function shapeOf({ width, height }: Pixels): Shape {
  const [long, short] = longAndShort({ width, height })
  if (1 - short / long <= FIT_TOLERANCE) return 'square'
  return width > height ? 'landscape' : 'portrait'
}

function longAndShort({ width, height }: Pixels): [long: number, short: number] {
  return [Math.max(width, height), Math.min(width, height)]
}

function qualityOf(dpi: number): PrintQuality {
  if (dpi >= SHARP_DPI) return 'sharp'
  if (dpi >= GOOD_DPI) return 'good'
  return dpi >= FAIR_DPI ? 'fair' : 'low'
}
