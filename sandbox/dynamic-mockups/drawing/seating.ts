import { drawContact } from './objects.ts'
import { blur, defs, group, linear, path, rect, relief } from './svg.ts'

export type Cloth = {
  back: string
  seat: string
  arm: string
  legs: string
  grain?: number
  shine?: number
}

type Seat = {
  id: string
  x: number
  /** The floor beneath its feet. */
  y: number
  width: number
  height: number
  seats: number
  armWidth: number
  cloth: Cloth
}

const drawLegs = ({ x, y, width, armWidth, cloth }: Seat): string =>
  [x + armWidth * 0.5, x + width - armWidth * 0.5]
    .map((at, side) => {
      const lean = side === 0 ? -12 : 12
      return path(
        `M${at - 16} ${y - 90}H${at + 16}L${at + lean + 9} ${y}H${at + lean - 9}Z`,
        cloth.legs,
      )
    })
    .join('')

/** Two arms with rounded shoulders. */
const drawArms = ({ id, x, y, width, armWidth, cloth }: Seat, shoulder: number): string[] =>
  [x, x + width - armWidth].map((left) =>
    path(
      `M${left} ${y - 76}` +
        `V${shoulder}q0-${armWidth * 0.5} ${armWidth / 2}-${armWidth * 0.5}t${armWidth / 2} ${armWidth * 0.5}` +
        `V${y - 76}q-${armWidth / 2} 14 -${armWidth} 0Z`,
      cloth.arm,
      `filter="url(#${id}-soft)"`,
    ),
  )

/** A sofa or an armchair from the front: back cushions, seat cushions, arms, rail and legs. */
export const drawSeat = (seat: Seat): string => {
  const { id, x, y, width, height, seats, armWidth, cloth } = seat
  const top = y - height
  const inner = width - armWidth * 2
  const each = inner / seats
  const seatTop = top + height * 0.52
  const railTop = seatTop + height * 0.17
  const soft = `filter="url(#${id}-soft)"`
  const columns = Array.from({ length: seats }, (_, index) => x + armWidth + index * each)
  const backs = columns.map((left) =>
    rect(
      { x: left - 6, y: top, width: each + 12, height: height * 0.62 },
      cloth.back,
      `rx="${Math.min(64, each * 0.16)}" ${soft}`,
    ),
  )
  const cushions = columns.map((left) =>
    rect(
      { x: left - 2, y: seatTop, width: each + 4, height: height * 0.2 },
      cloth.seat,
      `rx="34" ${soft}`,
    ),
  )
  return group(
    '',
    defs(
      relief(`${id}-soft`, {
        soft: 30,
        shade: 0.5,
        shine: cloth.shine ?? 0.42,
        grain: cloth.grain ?? 0.16,
        fineness: '0.55 0.8',
      }),
      blur(`${id}-fall`, 36),
      linear(`${id}-rail`, 90, [0, '#1d130a', 0.34], [0.3, '#1d130a', 0.04], [1, '#1d130a', 0.3]),
    ),
    rect(
      { x: x + 26, y: top + 40, width, height: height - 110 },
      '#1d130a',
      `rx="70" opacity=".36" filter="url(#${id}-fall)"`,
    ),
    drawContact([x + width / 2, y - 2, width * 0.5, 26], 0.5),
    drawLegs(seat),
    ...backs,
    rect(
      {
        x: x + armWidth * 0.6,
        y: railTop,
        width: width - armWidth * 1.2,
        height: y - 80 - railTop,
      },
      cloth.seat,
    ),
    rect(
      {
        x: x + armWidth * 0.6,
        y: railTop,
        width: width - armWidth * 1.2,
        height: y - 80 - railTop,
      },
      `url(#${id}-rail)`,
    ),
    ...cushions,
    ...drawArms(seat, top + height * 0.42),
  )
}

/** A throw laid over an edge: folds run down it and a fringe ends it. */
export const drawThrow = (
  id: string,
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
  colour: string,
): string => {
  const folds = Array.from({ length: 6 }, (_, index) => {
    const at = x + (width * (index + 0.6)) / 6
    return `M${at} ${y + 10}q${8} ${height / 2} ${-6} ${height - 20}`
  })
  const fringe = Array.from({ length: Math.floor(width / 9) }, (_, index) => {
    const at = x - 8 + index * 9.2
    return `M${at} ${y + height - 2}l${(index % 3) - 1} 30`
  })
  return group(
    '',
    defs(
      relief(id, { soft: 16, shade: 0.4, shine: 0.4, grain: 0.3, fineness: '0.25 0.5' }),
      blur(`${id}-fold`, 4),
    ),
    `<path d="${fringe.join('')}" stroke="${colour}" stroke-width="4" fill="none"/>`,
    path(
      `M${x} ${y + 12}Q${x + width * 0.5} ${y - 14} ${x + width} ${y + 12}` +
        `L${x + width + 8} ${y + height}` +
        `Q${x + width / 2} ${y + height + 8} ${x - 12} ${y + height}Z`,
      colour,
      `filter="url(#${id})"`,
    ),
    `<path d="${folds.join('')}" stroke="#2b1c0f" stroke-opacity=".2" stroke-width="9"` +
      ` fill="none" filter="url(#${id}-fold)"/>`,
  )
}
