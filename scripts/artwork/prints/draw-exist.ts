import { palette } from '../palette.ts'
import { drawBrushRing } from '../shapes/draw-brush-ring.ts'
import type { Sheet } from '../sheet.ts'
import { setBlock } from '../type/set-block.ts'
import { setLine } from '../type/set-line.ts'

/** A brushed ring, and the sentence whole inside it. */
export function drawExist(): Sheet {
  const [width, height] = [2400, 3000]
  const ring = { x: width / 2, y: 1400, radius: 820, breadth: 150, start: 112 }
  const style = { face: 'garamond', size: 206 } as const
  const author = { face: 'sans', size: 46, tracking: 0.34 } as const
  return {
    width,
    height,
    margin: 260,
    ground: palette.blush,
    art: drawBrushRing(ring, palette.ink),
    lettering: [
      {
        ...setBlock(['I exist as I am,', 'that is enough.'], width / 2, 1370, 250, style),
        fill: palette.ink,
      },
      { ...setLine('WALT WHITMAN', width / 2, 2640, author), fill: palette.ink },
    ],
  }
}
