import { palette } from '../palette.ts'
import { archPath } from '../shapes/draw-arch.ts'
import { drawDisc } from '../shapes/draw-disc.ts'
import { drawRidge } from '../shapes/draw-ridge.ts'
import type { Sheet } from '../sheet.ts'
import { fitLine, setLine, setUpright } from '../type/set-line.ts'

/** A lit doorway in a dark room; the word climbs the wall beside it. */
export function drawPossibility(): Sheet {
  const [width, height] = [2400, 3200]
  const face = 'didoneItalic'
  const word = { face, size: fitLine('Possibility', 2160, { face }) } as const
  const small = { face: 'garamondItalic', size: 150, align: 'left' } as const
  const author = { face: 'sans', size: 44, tracking: 0.3, align: 'left' } as const
  return {
    width,
    height,
    margin: 230,
    ground: '#24302f',
    art: drawDoorway(),
    lettering: [
      { ...setUpright('Possibility', 930, 2780, word), fill: palette.honey },
      { ...setUpright('I dwell in', 420, 2780, small), fill: palette.honey },
      { ...setLine('EMILY DICKINSON', 1310, 2780, author), fill: palette.honey },
    ],
  }
}

const door = { left: 1310, top: 620, right: 2110, bottom: 2240 }

function drawDoorway(): string {
  const { left, right, bottom } = door
  const light = `M${left} ${bottom}H${right}L2280 2590H1140Z`
  const far = drawRidge({ left, right, bottom, crest: [1960, 1880, 1940, 1850, 1900] }, '#e2bd7f')
  const near = drawRidge({ left, right, bottom, crest: [2060, 2110, 2020, 2080] }, palette.ochre)
  return (
    `<rect y="${bottom}" width="2400" height="960" fill="#1c2625"/>` +
    '<linearGradient id="fade" x2="0" y2="1"><stop stop-color="#b08d4c"/>' +
    '<stop offset="1" stop-color="#4d4a33"/></linearGradient>' +
    `<path d="${light}" fill="url(#fade)"/>` +
    `<clipPath id="door"><path d="${archPath(door)}"/></clipPath><g clip-path="url(#door)">` +
    `<path d="${archPath(door)}" fill="${palette.honey}"/>` +
    `${drawDisc(1780, 1480, 150, '#fdf6e6')}${far}${near}</g>`
  )
}
