import { palette } from '../palette.ts'
import { drawDisc } from '../shapes/draw-disc.ts'
import type { Sheet } from '../sheet.ts'
import { setLine } from '../type/set-line.ts'
import { setRing } from '../type/set-ring.ts'

/** A sun, and the sentence travelling round it. */
export function drawDawn(): Sheet {
  const [width, height] = [3000, 3750]
  const [x, y] = [width / 2, 1680]
  const words = '· ONLY THAT DAY DAWNS TO WHICH WE ARE AWAKE '
  const author = { face: 'sans', size: 60, tracking: 0.36 } as const
  return {
    width,
    height,
    margin: 320,
    ground: palette.honey,
    art: drawRays(x, y) + drawSun(x, y, 500),
    lettering: [
      { ...setRing(words, { x, y, radius: 1010 }, 'sans', 150), fill: palette.rust },
      { ...setLine('HENRY DAVID THOREAU', x, 3300, author), fill: palette.rust },
    ],
  }
}

function drawSun(x: number, y: number, radius: number): string {
  const bands = [50, 155, 255, 345].map(
    (drop, index) =>
      `<rect x="${x - radius}" y="${y + drop}" width="${radius * 2}" height="${14 + index * 10}" ` +
      `fill="${palette.honey}"/>`,
  )
  return drawDisc(x, y, radius, palette.coral) + bands.join('')
}

function drawRays(x: number, y: number): string {
  const rays = Array.from({ length: 72 }, (_, index) => {
    const outer = index % 2 === 0 ? 880 : 790
    return `<path d="M${x} ${y - 600}V${y - outer}" transform="rotate(${index * 5} ${x} ${y})"/>`
  })
  const stroke = `stroke="${palette.ochre}" stroke-width="11" stroke-linecap="round"`
  return `<g ${stroke}>${rays.join('')}</g>`
}
