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

const MM_OF_INCHES = { mm: 254, inches: 10 }
// ISO 216: each sheet is the one before it, halved across its longer side.
const A0_MM = { width: 841, height: 1189 }

/** Sides in whole units, of which so many are an inch. */
export type ExactSides = { width: number; height: number; perInch: number }

/** The sides of a size as it is written, in whole units; undefined for one that names no sides. */
export function exactSidesOf(size: string): ExactSides | undefined {
  const sides = SIDES.exec(size)
  if (sides) {
    const [across = '', down = ''] = sides.slice(1)
    const decimals = Math.max(decimalsOf(across), decimalsOf(down))
    const perInch = 10 ** decimals
    const inUnits = (side: string) => Math.round(Number(side) * perInch)
    return { width: inUnits(across), height: inUnits(down), perInch }
  }
  const sheet = /^A(\d{1,2})$/.exec(size)
  if (!sheet) return undefined
  let { width, height } = A0_MM
  for (let n = 0; n < Number(sheet[1]); n++) [width, height] = [Math.floor(height / 2), width]
  const { mm, inches } = MM_OF_INCHES
  return { width: width * inches, height: height * inches, perInch: mm }
}

/** The same in inches. */
export function sidesOf(size: string): { width: number; height: number } | undefined {
  const sides = exactSidesOf(size)
  return sides && { width: sides.width / sides.perInch, height: sides.height / sides.perInch }
}

function decimalsOf(side: string): number {
  return side.split('.')[1]?.length ?? 0
}

function area(size: string): number {
  const sides = sidesOf(size)
  return sides ? sides.width * sides.height : Number.POSITIVE_INFINITY
}
