import { joinBoxes, type Lettering } from '../sheet.ts'
import { type LineStyle, setLine } from './set-line.ts'

/** Sets lines under each other; `y` is the first baseline and `leading` the step, in pixels. */
export function setBlock(
  lines: readonly string[],
  x: number,
  y: number,
  leading: number,
  style: LineStyle,
): Lettering {
  const set = lines.map((line, index) => setLine(line, x, y + index * leading, style))
  return { d: set.map((line) => line.d).join(''), box: joinBoxes(set.map((line) => line.box)) }
}
