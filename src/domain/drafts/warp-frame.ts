import type { Corners } from '../../db/schema/drafts.ts'
import type { Size } from '../pictures/placement.ts'
import type { Point } from './place-artwork.ts'

/** The picture that is drawn on is so wide and so high, whatever its shape is. */
export const ROOM_SIDE = 1_000
/** Below it, no eye sees that a piece is flat: a share of the picture. */
const TOLERANCE = 0.002
const MAX_PIECES_A_SIDE = 8
/** Each piece reaches under its neighbours, or seams would shine through: outwards, and beyond the
 * diagonal of its cell, which is at a half of both sides. */
const OVERLAP = 1.05
const BULGE = 0.55

/** A triangle of the frame and a little more, in its pixels, and the affine transform that puts it into the room. */
export type Piece = {
  points: readonly Point[]
  matrix: readonly [a: number, b: number, c: number, d: number, e: number, f: number]
}

/**
 * A flat frame seen in perspective: SVG has affine transforms only, so the frame is cut into
 * triangles, the more the stronger the perspective is, and each is moved by one of its own.
 */
export function warpFrame(frame: Size, corners: Corners): Piece[] {
  const project = projection(corners)
  const count = piecesASide(corners, project)
  const [width, height] = [frame.width / count, frame.height / count]
  // One triangle is the upper left half of its cell, the other, drawn from the opposite corner, the
  // lower right.
  const triangle = (column: number, row: number, sign: 1 | -1): Piece => {
    const at = (x: number, y: number) => project(x / count, y / count)
    const [x, y] = [column * width, row * height]
    const [left, top] = at(column, row)
    const [acrossX, acrossY] = at(column + sign, row)
    const [downX, downY] = at(column, row + sign)
    const [a, b] = [(acrossX - left) / (sign * width), (acrossY - top) / (sign * width)]
    const [c, d] = [(downX - left) / (sign * height), (downY - top) / (sign * height)]
    const points: Point[] = [
      [x, y],
      [x + sign * width, y],
      [x + sign * width * BULGE, y + sign * height * BULGE],
      [x, y + sign * height],
    ]
    return {
      points: grown(points, frame),
      matrix: [a, b, c, d, left - a * x - c * y, top - b * x - d * y],
    }
  }
  const indexes = Array.from({ length: count * count }, (_, index) => index)
  return indexes.flatMap((index) => {
    const [column, row] = [index % count, Math.floor(index / count)]
    return [triangle(column, row, 1), triangle(column + 1, row + 1, -1)]
  })
}

/** The perspective that takes the unit square to four corners of the room (Heckbert 1989). */
export function projection([topLeft, topRight, bottomRight, bottomLeft]: Corners) {
  const [[x0, y0], [x1, y1], [x2, y2], [x3, y3]] = [topLeft, topRight, bottomRight, bottomLeft]
  const [sumX, sumY] = [x0 - x1 + x2 - x3, y0 - y1 + y2 - y3]
  const determinant = (x1 - x2) * (y3 - y2) - (x3 - x2) * (y1 - y2)
  const g = (sumX * (y3 - y2) - (x3 - x2) * sumY) / determinant
  const h = ((x1 - x2) * sumY - sumX * (y1 - y2)) / determinant
  return (u: number, v: number): Point => {
    const depth = (g * u + h * v + 1) / ROOM_SIDE
    return [
      ((x1 - x0 + g * x1) * u + (x3 - x0 + h * x3) * v + x0) / depth,
      ((y1 - y0 + g * y1) * u + (y3 - y0 + h * y3) * v + y0) / depth,
    ]
  }
}

/** How far flat pieces are off is a quarter of it with twice as many. */
function piecesASide(corners: Corners, project: ReturnType<typeof projection>): number {
  const [middleX, middleY] = project(0.5, 0.5)
  const off = [0, 1].map((first) => {
    const [one, other] = first === 0 ? [corners[0], corners[2]] : [corners[1], corners[3]]
    const [x, y] = [(one[0] + other[0]) / 2, (one[1] + other[1]) / 2]
    return Math.hypot(middleX / ROOM_SIDE - x, middleY / ROOM_SIDE - y)
  })
  const needed = Math.ceil(Math.sqrt(Math.max(...off) / TOLERANCE))
  return Math.min(MAX_PIECES_A_SIDE, Math.max(1, needed))
}

function grown(points: readonly Point[], { width, height }: Size): Point[] {
  const mean = (axis: 0 | 1) => points.reduce((sum, at) => sum + at[axis], 0) / points.length
  const [middleX, middleY] = [mean(0), mean(1)]
  const within = (value: number, side: number) => Math.min(side, Math.max(0, value))
  return points.map(([x, y]) => [
    within(middleX + (x - middleX) * OVERLAP, width),
    within(middleY + (y - middleY) * OVERLAP, height),
  ])
}
