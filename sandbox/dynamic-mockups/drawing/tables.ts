import { drawContact } from './objects.ts'
import { defs, ellipse, group, linear, path, rect, texture } from './svg.ts'

type Round = {
  id: string
  x: number
  top: number
  floor: number
  width: number
  colours: [string, string, string]
}

/** A round side table on a turned foot. */
export const drawRoundTable = ({ id, x, top, floor, width, colours }: Round): string => {
  const [light, middle, dark] = colours
  const w = width / 2
  return group(
    '',
    defs(
      linear(`${id}-top`, 0, [0, light], [0.5, middle], [1, light]),
      linear(`${id}-rim`, 0, [0, middle], [0.4, light], [1, dark]),
      linear(`${id}-leg`, 0, [0, middle], [0.35, light], [1, dark]),
    ),
    drawContact([x, floor, w * 0.75, 20], 0.5),
    ellipse([x, floor - 6, w * 0.62, w * 0.13], `url(#${id}-rim)`),
    path(
      `M${x - 18} ${top}` +
        `C${x - 14} ${top + 120} ${x - 26} ${floor - 60} ${x - w * 0.4} ${floor - 16}` +
        `H${x + w * 0.4}C${x + 26} ${floor - 60} ${x + 14} ${top + 120} ${x + 18} ${top}Z`,
      `url(#${id}-leg)`,
    ),
    path(`M${x - w} ${top}v16a${w} ${w * 0.2} 0 0 0 ${width} 0v-16Z`, `url(#${id}-rim)`),
    ellipse([x, top, w, w * 0.2], `url(#${id}-top)`),
  )
}

type Board = {
  id: string
  x: number
  y: number
  width: number
  thick: number
  light: string
  dark: string
}

/** A wooden board seen from the front: a shelf or a table top, with its lit upper edge. */
export const drawBoard = ({ id, x, y, width, thick, light, dark }: Board): string =>
  group(
    '',
    defs(
      linear(`${id}-tone`, 90, [0, light], [1, dark]),
      texture(`${id}-grain`, '0.004 0.14', [70, 42, 18], 0.34),
    ),
    rect({ x, y, width, height: thick }, `url(#${id}-tone)`, 'rx="3"'),
    rect({ x, y, width, height: thick }, '#000', `filter="url(#${id}-grain)" opacity=".6"`),
    rect({ x, y, width, height: Math.max(4, thick * 0.14) }, '#fff', 'opacity=".3" rx="2"'),
  )

/** A mug with a handle, standing at y. */
export const drawMug = (
  id: string,
  x: number,
  y: number,
  [light, middle, dark]: [string, string, string],
): string =>
  group(
    '',
    defs(linear(id, 0, [0, middle], [0.3, light], [1, dark])),
    drawContact([x, y, 48, 8]),
    `<path d="M${x + 34} ${y - 66}c44-8 44 48 -2 44" stroke="${middle}" stroke-width="10"` +
      ` fill="none"/>`,
    path(
      `M${x - 38} ${y - 86}L${x - 32} ${y - 8}Q${x} ${y + 4} ${x + 32} ${y - 8}` +
        `L${x + 38} ${y - 86}Z`,
      `url(#${id})`,
    ),
    ellipse([x, y - 86, 38, 8], dark),
    ellipse([x, y - 85, 33, 6], '#3a2415'),
  )
