import type { Path } from 'opentype.js'
import type { Lettering } from '../sheet.ts'
import { measurePath } from './measure-path.ts'
import { turnPath } from './turn-path.ts'
import { assertGlyphs, loadTypeface, type Typeface } from './typefaces.ts'

/** How a line is set: size in pixels, tracking in ems, `align` says what `x` means. */
export type LineStyle = {
  face: Typeface
  size: number
  tracking?: number
  align?: 'left' | 'center' | 'right'
}

/**
 * Sets one line of text with its baseline at `y`, aligned by its ink and not by its side bearings.
 * Throws when the typeface lacks one of the characters.
 */
export function setLine(text: string, x: number, y: number, style: LineStyle): Lettering {
  return measurePath(outline(text, x, y, style))
}

/** Sets one line reading upwards: its baseline at `x`, its ink starting at `y` and rising. */
export function setUpright(text: string, x: number, y: number, style: LineStyle): Lettering {
  const path = outline(text, 0, 0, { ...style, align: 'left' })
  turnPath(path, -Math.PI / 2, x, y)
  return measurePath(path)
}

/** The size in pixels at which the line's ink is `width` pixels wide. */
export function fitLine(text: string, width: number, style: Omit<LineStyle, 'size'>): number {
  const sample = 1000
  const { box } = setLine(text, 0, 0, { ...style, size: sample })
  return (sample * width) / (box.right - box.left)
}

function outline(text: string, x: number, y: number, style: LineStyle): Path {
  assertGlyphs(text, style.face)
  const ink = shape(text, 0, y, style).getBoundingBox()
  const middle = (ink.x1 + ink.x2) / 2
  const anchor = { left: ink.x1, center: middle, right: ink.x2 }[style.align ?? 'center']
  return shape(text, x - anchor, y, style)
}

function shape(text: string, x: number, y: number, style: LineStyle): Path {
  const tracking = style.tracking ?? 0
  // Spaced letters must not be tied together.
  const features = { liga: tracking === 0, rlig: true }
  const options = { kerning: true, letterSpacing: tracking, features }
  return loadTypeface(style.face).getPath(text, x, y, style.size, options)
}
