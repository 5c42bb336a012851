import * as z from 'zod'

const MAX_SIZE_CHARACTERS = 20
const SIDES = /^(\d+(?:\.\d+)?)\s*[x×]\s*(\d+(?:\.\d+)?)$/i
const SHEET = /^[a-z]\d{1,2}$/i
const OTHER = /^[a-z0-9][a-z0-9 .-]*$/i

/** A size as people type it, in the one form it is kept: `8 × 10` → `8x10`, `a4` → `A4`. */
export const sizeKey = z
  .string()
  .trim()
  .min(1)
  .max(MAX_SIZE_CHARACTERS)
  .refine((text) => SIDES.test(text) || OTHER.test(text), 'Enter a size such as 8x10 or A4')
  .transform((text) => {
    if (SHEET.test(text)) return text.toUpperCase()
    return text.replace(SIDES, '$1x$2')
  })

/** `8x10` → `8×10`, for titles and pages. */
export function formatSize(size: string): string {
  return size.replace(SIDES, '$1×$2')
}

/** Small sheets first, by area; sizes that name no sides come last, by name. */
export function compareSizes(one: string, other: string): number {
  const [first, second] = [area(one), area(other)]
  if (first !== second) return first < second ? -1 : 1
  return one.localeCompare(other, 'en', { numeric: true })
}

const MM_PER_INCH = 25.4
// ISO 216: each sheet is the one before it, halved across its longer side.
const A0_MM = { width: 841, height: 1189 }

/** The sides of a size in inches, as it is written; undefined for one that names no sides. */
export function sidesOf(size: string): { width: number; height: number } | undefined {
  const sides = SIDES.exec(size)
  if (sides) return { width: Number(sides[1]), height: Number(sides[2]) }
  const sheet = /^A(\d{1,2})$/.exec(size)
  if (!sheet) return undefined
  let { width, height } = A0_MM
  for (let n = 0; n < Number(sheet[1]); n++) [width, height] = [Math.floor(height / 2), width]
  return { width: width / MM_PER_INCH, height: height / MM_PER_INCH }
}

function area(size: string): number {
  const sides = sidesOf(size)
  return sides ? sides.width * sides.height : Number.POSITIVE_INFINITY
}
