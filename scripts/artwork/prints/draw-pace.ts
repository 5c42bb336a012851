import { palette } from '../palette.ts'
import { drawStone } from '../shapes/draw-stone.ts'
import type { Sheet } from '../sheet.ts'
import { setBlock } from '../type/set-block.ts'
import { setLine } from '../type/set-line.ts'

/** Two columns: a balanced cairn, and the line read down beside it. */
export function drawPace(): Sheet {
  const [width, height] = [2400, 3200]
  const column = 1290
  const style = { face: 'garamondItalic', size: 220, align: 'left' } as const
  const words = ['Adopt', 'the pace', 'of Nature.', 'Her secret', 'is patience.']
  const author = { face: 'sans', size: 46, tracking: 0.3, align: 'left' } as const
  return {
    width,
    height,
    margin: 240,
    ground: palette.sand,
    art: drawCairn(690, 2560),
    lettering: [
      { ...setBlock(words, column, 1262, 262, style), fill: palette.umber },
      { ...setLine('RALPH WALDO EMERSON', column, 2560, author), fill: palette.moss },
    ],
  }
}

function drawCairn(x: number, ground: number): string {
  const stones = [
    [840, 400, 0, 40, palette.slate],
    [660, 330, 30, -50, '#8b8f83'],
    [560, 260, -36, 30, palette.rose],
    [430, 290, 22, -20, palette.umber],
    [330, 180, -14, 24, palette.sage],
    [210, 200, 10, -10, palette.clay],
    [120, 96, -4, 6, palette.slate],
  ] as const
  let base = ground
  const drawn = stones.map(([width, height, shift, lean, fill]) => {
    const stone = drawStone({ x: x + shift, base, width, height, lean }, fill)
    base -= height - 6
    return stone
  })
  return drawn.join('')
}
