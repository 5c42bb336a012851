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
  .refine((text) => SIDES.test(text) || OTHER.test(text), 'Not a size: write it as 8x10 or A4')
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

// ISO 216 sheets in inches; the A series halves from one to the next.
const A0_SQUARE_INCHES = 1549.6

function area(size: string): number {
  const sides = SIDES.exec(size)
  if (sides) return Number(sides[1]) * Number(sides[2])
  const sheet = /^A(\d{1,2})$/.exec(size)
  return sheet ? A0_SQUARE_INCHES / 2 ** Number(sheet[1]) : Number.POSITIVE_INFINITY
}
