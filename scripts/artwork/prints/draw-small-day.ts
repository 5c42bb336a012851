import { palette } from '../palette.ts'
import { archPath, drawArch } from '../shapes/draw-arch.ts'
import { drawDisc } from '../shapes/draw-disc.ts'
import { drawRidge } from '../shapes/draw-ridge.ts'
import type { Sheet } from '../sheet.ts'
import { setBlock } from '../type/set-block.ts'

const view = { left: 690, top: 400, right: 1710, bottom: 1860 }

/** A window on a small morning; the words in the lower third. */
export function drawSmallDay(): Sheet {
  const [width, height] = [2400, 3000]
  const words = ['Let the day be as small', 'as it needs to be.']
  const style = { face: 'didone', size: 178 } as const
  return {
    width,
    height,
    margin: 260,
    ground: palette.linen,
    art: drawMorning(),
    lettering: [{ ...setBlock(words, width / 2, 2330, 236, style), fill: palette.umber }],
  }
}

function drawMorning(): string {
  const { left, right, bottom } = view
  const hills = [
    drawRidge({ left, right, bottom, crest: [1400, 1330, 1430, 1310, 1390] }, '#d9946c'),
    drawRidge({ left, right, bottom, crest: [1540, 1600, 1480, 1570, 1520] }, palette.clay),
    drawRidge({ left, right, bottom, crest: [1700, 1680, 1770, 1650] }, palette.rust),
  ]
  const sun = drawDisc(1370, 1190, 105, palette.linen)
  return (
    `<clipPath id="window"><path d="${archPath(view)}"/></clipPath>` +
    `<g clip-path="url(#window)">${drawArch(view, '#efcfae')}${sun}${hills.join('')}</g>`
  )
}
