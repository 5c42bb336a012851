import type { Box } from '../room.ts'
import { defs, group, linear, rect, texture } from './svg.ts'

type Wall = {
  from: string
  to: string
  degrees?: number
  rough?: number
  stain?: [number, number, number]
}

const WHOLE: Box = { x: 0, y: 0, width: 2000, height: 1500 }

/** A painted wall: its tone from one side to the other, and clouds of limewash. */
export const drawWall = ({
  from,
  to,
  degrees = 20,
  rough = 0.3,
  stain = [70, 50, 30],
}: Wall): string =>
  group(
    '',
    defs(
      linear('wall-tone', degrees, [0, from], [1, to]),
      texture('wall-cloud', '0.0022 0.0028', stain, rough, 3),
    ),
    rect(WHOLE, 'url(#wall-tone)'),
    rect(WHOLE, '#000', `filter="url(#wall-cloud)" opacity=".34"`),
  )

type Floor = { y: number; light: string; dark: string; skirting?: string }

/** Floorboards seen from a standing height, with the skirting board above them. */
export const drawFloor = ({ y, light, dark, skirting }: Floor): string => {
  const height = 1500 - y
  const vanish = { x: 1000, y: y - height * 2.2 }
  const lines = Array.from({ length: 27 }, (_, index) => {
    const bottom = -1700 + index * 208
    const top = vanish.x + ((bottom - vanish.x) * (y - vanish.y)) / (1500 - vanish.y)
    return `M${top} ${y}L${bottom} 1500`
  })
  const board = skirting
    ? rect({ x: 0, y: y - 62, width: 2000, height: 62 }, skirting) +
      rect({ x: 0, y: y - 62, width: 2000, height: 5 }, '#fff', 'opacity=".5"') +
      rect({ x: 0, y: y - 14, width: 2000, height: 14 }, '#1b130b', 'opacity=".16"')
    : ''
  return group(
    '',
    defs(
      linear('floor-tone', 90, [0, dark], [0.3, light], [1, light]),
      texture('floor-grain', '0.004 0.12', [70, 42, 18], 0.32, 3),
    ),
    board,
    rect({ x: 0, y, width: 2000, height }, 'url(#floor-tone)'),
    rect({ x: 0, y, width: 2000, height }, '#000', 'filter="url(#floor-grain)" opacity=".5"'),
    `<path d="${lines.join('')}" stroke="#3a2412" stroke-opacity=".3" stroke-width="2.5"` +
      ` fill="none"/>`,
  )
}
