import { palette } from '../palette.ts'
import { seedRandom } from '../random.ts'
import { drawDisc } from '../shapes/draw-disc.ts'
import { drawRidge } from '../shapes/draw-ridge.ts'
import type { Sheet } from '../sheet.ts'
import { setBlock } from '../type/set-block.ts'

const [width, height] = [3000, 4000]

/** A night that keeps its dark half: the whole moon, with only a sickle of it lit. */
export function drawResting(): Sheet {
  const style = { face: 'garamond', size: 258, align: 'left' } as const
  const words = ['Nothing in you', 'is missing. Some of it', 'is only resting.']
  return {
    width,
    height,
    margin: 340,
    ground: palette.midnight,
    art: drawStars() + drawMoon(2020, 980, 520) + drawRanges(),
    lettering: [{ ...setBlock(words, 360, 2140, 306, style), fill: palette.linen }],
  }
}

function drawStars(): string {
  const random = seedRandom(7)
  const stars = Array.from({ length: 110 }, () =>
    drawDisc(
      Math.round(150 + random() * 2700),
      Math.round(150 + random() * 1650),
      Math.round((2.5 + random() ** 3 * 8) * 10) / 10,
      '#cdd3df',
    ),
  )
  return `<g opacity="0.75">${stars.join('')}</g>`
}

function drawMoon(x: number, y: number, radius: number): string {
  const inner = radius * 1.16
  const sickle =
    `M${x} ${y - radius}A${radius} ${radius} 0 0 1 ${x} ${y + radius}` +
    `A${inner} ${inner} 0 0 0 ${x} ${y - radius}Z`
  return (
    drawDisc(x, y, radius, '#28344f') +
    `<path d="${sickle}" fill="#f0e4c8" transform="rotate(24 ${x} ${y})"/>`
  )
}

function drawRanges(): string {
  const [left, right, bottom] = [0, width, height]
  return [
    drawRidge(
      { left, right, bottom, crest: [3230, 3180, 3090, 3200, 3110, 3160, 2990, 3060, 2940] },
      '#2b3852',
    ),
    drawRidge(
      { left, right, bottom, crest: [3330, 3420, 3380, 3450, 3290, 3330, 3400] },
      '#35455f',
    ),
    drawRidge({ left, right, bottom, crest: [3600, 3520, 3580, 3680, 3600, 3540] }, '#41546c'),
    drawRidge({ left, right, bottom, crest: [3760, 3800, 3720, 3810] }, '#526779'),
  ].join('')
}
