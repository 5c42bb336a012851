import { joinBoxes, type Lettering } from '../sheet.ts'
import { measurePath } from './measure-path.ts'
import { turnPath } from './turn-path.ts'
import { assertGlyphs, loadTypeface, type Typeface } from './typefaces.ts'

/** A circle to set text on, its first letter at the top and running clockwise, letters standing outwards. */
export type Ring = { x: number; y: number; radius: number }

/** Sets text once round the whole circle, its letters spaced evenly to close it; size in pixels. */
export function setRing(text: string, ring: Ring, face: Typeface, size: number): Lettering {
  assertGlyphs(text, face)
  const font = loadTypeface(face)
  const letters = [...text].map((letter) => ({
    letter,
    advance: font.getAdvanceWidth(letter, size),
  }))
  const total = letters.reduce((sum, { advance }) => sum + advance, 0)
  const slack = (2 * Math.PI * ring.radius - total) / letters.length
  const set: Lettering[] = []
  let along = -(letters[0]?.advance ?? 0) / 2
  for (const { letter, advance } of letters) {
    if (letter !== ' ') {
      const path = font.getPath(letter, -advance / 2, -ring.radius, size)
      turnPath(path, (along + advance / 2) / ring.radius, ring.x, ring.y)
      set.push(measurePath(path))
    }
    along += advance + slack
  }
  return { d: set.map((l) => l.d).join(''), box: joinBoxes(set.map((l) => l.box)) }
}
