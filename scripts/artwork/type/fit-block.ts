import type { Lettering } from '../sheet.ts'
import { fitLine, type LineStyle, setLine } from './set-line.ts'

/** Sets every line to the same width, one under the other with `gap` pixels between their ink. */
export function fitBlock(
  lines: readonly string[],
  at: { left: number; top: number; width: number; gap: number },
  style: Omit<LineStyle, 'size' | 'align'>,
): Lettering[] {
  let top = at.top
  return lines.map((line) => {
    const fitted = { ...style, align: 'left' as const, size: fitLine(line, at.width, style) }
    const rise = setLine(line, at.left, 0, fitted).box.top
    const set = setLine(line, at.left, top - rise, fitted)
    top = set.box.bottom + at.gap
    return set
  })
}
