import { palette } from '../palette.ts'
import type { Sheet } from '../sheet.ts'
import { fitBlock } from '../type/fit-block.ts'
import { setLine } from '../type/set-line.ts'

/** Nothing but letters: every line stretched to one measure, a wall to lean on. */
export function drawWell(): Sheet {
  const [width, height] = [3000, 3600]
  const words = [
    'ALL SHALL',
    'BE WELL',
    'AND ALL SHALL',
    'BE WELL',
    'AND ALL MANNER',
    'OF THING SHALL',
    'BE WELL',
  ]
  const at = { left: 400, top: 410, width: 2200, gap: 76 }
  const author = { face: 'sans', size: 56, tracking: 0.34 } as const
  return {
    width,
    height,
    margin: 380,
    ground: palette.clay,
    art: '',
    lettering: [
      ...fitBlock(words, at, { face: 'didone', tracking: 0.01 }).map((line, index) => ({
        ...line,
        fill: words[index] === 'BE WELL' ? palette.honey : '#f0cdb4',
      })),
      { ...setLine('JULIAN OF NORWICH', width / 2, 3190, author), fill: palette.honey },
    ],
  }
}
