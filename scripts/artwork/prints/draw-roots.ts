import { palette } from '../palette.ts'
import { drawLeaf } from '../shapes/draw-leaf.ts'
import { type Curve, drawTendril } from '../shapes/draw-tendril.ts'
import type { Sheet } from '../sheet.ts'
import { setBlock } from '../type/set-block.ts'

const [centre, soil] = [1200, 2120]
const paper = '#ecebe0'

/** One plant over its roots; the sentence stands on the ground line, either side of the stem. */
export function drawRoots(): Sheet {
  const style = { face: 'garamondItalic', size: 176 } as const
  const [first, leading] = [soil - 262, 194]
  const before = setBlock(['Slow', 'roots hold'], 260, first, leading, { ...style, align: 'left' })
  const after = setBlock(['the tallest', 'trees.'], 2140, first, leading, {
    ...style,
    align: 'right',
  })
  return {
    width: 2400,
    height: 3200,
    margin: 240,
    ground: paper,
    art: drawRootlets() + drawPlant(),
    lettering: [
      { ...before, fill: palette.pine },
      { ...after, fill: palette.pine },
    ],
  }
}

function drawPlant(): string {
  const rows = 8
  const leaves = Array.from({ length: rows }, (_, index) => {
    const y = 1570 - index * 136
    const length = 450 - Math.abs(index - 2) * 40
    const angle = 64 - index * 3.6
    return [-1, 1].map((side) =>
      drawLeaf(
        {
          x: centre,
          y: y - (side > 0 ? 60 : 0),
          length,
          width: length * 0.31,
          angle: angle * side,
        },
        side > 0 ? palette.fern : palette.moss,
        paper,
      ),
    )
  })
  const tip = drawLeaf({ x: centre, y: 520, length: 230, width: 84, angle: 0 }, palette.fern)
  const stem = drawTendril(
    [centre, soil + 8, centre, 1600, centre, 1000, centre, 460],
    34,
    palette.pine,
  )
  return stem + leaves.flat().join('') + tip
}

const taproot: Curve = [1200, 2110, 1200, 2400, 1180, 2560, 1216, 2930]
/** Roots of the right half; the left half mirrors them. */
const roots: readonly (readonly [Curve, number])[] = [
  [[1200, 2118, 1260, 2350, 1540, 2380, 1600, 2880], 24],
  [[1200, 2120, 1300, 2260, 1680, 2150, 1960, 2560], 20],
  [[1202, 2280, 1230, 2460, 1390, 2560, 1380, 2820], 15],
  [[1440, 2452, 1560, 2540, 1640, 2560, 1770, 2760], 11],
  [[1500, 2232, 1700, 2240, 1900, 2240, 2110, 2330], 11],
]

function drawRootlets(): string {
  const half = roots.map(([curve, breadth]) => drawTendril(curve, breadth, palette.pine)).join('')
  const line = `<path d="M260 ${soil}H2140" stroke="${palette.pine}" stroke-width="5"/>`
  const mirrored = `<g transform="translate(${centre * 2} 0) scale(-1 1)">${half}</g>`
  return line + half + mirrored + drawTendril(taproot, 34, palette.pine)
}
