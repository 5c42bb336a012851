import { palette } from '../palette.ts'
import { drawDisc } from '../shapes/draw-disc.ts'
import type { Sheet } from '../sheet.ts'
import { fitLine, setLine } from '../type/set-line.ts'

/** One huge word resting on the ground, a breath widening above it. */
export function drawBreathe(): Sheet {
  const [width, height, horizon] = [2400, 3000, 2130]
  const rings = [
    [1010, '#d6dac8'],
    [820, '#cbd2bb'],
    [630, '#bdc7ac'],
    [440, '#aebb9c'],
    [250, '#9dac8b'],
  ] as const
  const word = { face: 'didone', align: 'center' } as const
  const size = fitLine('Breathe', 1800, word)
  const small = { face: 'sans', size: 60, tracking: 0.42 } as const
  return {
    width,
    height,
    margin: 260,
    ground: palette.mist,
    art:
      rings.map(([radius, fill]) => drawDisc(width / 2, 1400, radius, fill)).join('') +
      `<rect y="${horizon}" width="${width}" height="${height - horizon}" fill="${palette.fern}"/>`,
    lettering: [
      { ...setLine('Breathe', width / 2, horizon + 1, { ...word, size }), fill: palette.pine },
      {
        ...setLine('THE GROUND IS HOLDING YOU', width / 2, 2440, small),
        fill: palette.mist,
      },
    ],
  }
}
