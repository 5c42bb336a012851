import { palette } from '../palette.ts'
import { drawFrond } from '../shapes/draw-frond.ts'
import type { Sheet } from '../sheet.ts'
import { setBlock } from '../type/set-block.ts'

/** Cut paper fronds growing in from the edges, all towards the words. */
export function drawGentle(): Sheet {
  const [width, height] = [2400, 3000]
  const style = { face: 'didoneItalic', size: 212 } as const
  const words = ['Grow toward', 'what is gentle.']
  return {
    width,
    height,
    margin: 300,
    ground: palette.linen,
    art: drawCuttings(),
    lettering: [{ ...setBlock(words, width / 2, 1480, 262, style), fill: palette.pine }],
  }
}

function drawCuttings(): string {
  const fronds = [
    [-70, 420, 1000, 116, 6, palette.fern],
    [1010, -90, 1010, 171, 6, palette.rose],
    [1620, -70, 740, 194, 5, palette.ochre],
    [2470, 420, 1060, 232, 6, palette.clay],
    [-60, 2560, 1120, 58, 6, palette.clay],
    [900, 3070, 800, 8, 5, palette.sage],
    [1500, 3080, 1020, -4, 6, palette.dusk],
    [2470, 2740, 900, -56, 5, palette.moss],
  ] as const
  const drawn = fronds.map(([x, y, length, angle, pairs, fill]) =>
    drawFrond({ x, y, length, angle, pairs }, fill),
  )
  return drawn.join('')
}
