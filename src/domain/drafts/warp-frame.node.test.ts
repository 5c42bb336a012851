import { describe, expect, test } from 'vitest'
import type { Corners } from '../../db/schema/drafts.ts'
import { type Piece, projection, ROOM_SIDE, warpFrame } from './warp-frame.ts'

const FRAME = { width: 800, height: 1000 }
const UPRIGHT: Corners = [
  [0.2, 0.1],
  [0.6, 0.1],
  [0.6, 0.7],
  [0.2, 0.7],
]
// The left edge is near, the right one far.
const ASKEW: Corners = [
  [0.2, 0.05],
  [0.7, 0.3],
  [0.7, 0.6],
  [0.2, 0.95],
]

/** Where the pieces put a point of the frame: all that have it must agree. */
function placesOf(pieces: readonly Piece[], x: number, y: number): number[][] {
  return pieces
    .filter(({ points }) => contains(points, x, y))
    .map(({ matrix: [a, b, c, d, e, f] }) => [a * x + c * y + e, b * x + d * y + f])
}

function contains(points: Piece['points'], x: number, y: number): boolean {
  const sides = points.map(([fromX, fromY], index) => {
    const [toX = 0, toY = 0] = points[(index + 1) % points.length] ?? []
    return (toX - fromX) * (y - fromY) - (toY - fromY) * (x - fromX)
  })
  return sides.every((side) => side >= 0) || sides.every((side) => side <= 0)
}

const grid = [0, 0.13, 0.38, 0.5, 0.77, 1]
const everywhere = grid.flatMap((u) => grid.map((v) => [u, v] as const))

describe('a frame in a room', () => {
  test.each([
    ['upright', UPRIGHT],
    ['askew', ASKEW],
  ])('%s has its four corners where they were drawn', (_what, corners) => {
    const [topLeft, topRight, bottomRight, bottomLeft] = corners
    const project = projection(corners)
    for (const [u, v, [x, y]] of [
      [0, 0, topLeft],
      [1, 0, topRight],
      [1, 1, bottomRight],
      [0, 1, bottomLeft],
    ] as const) {
      const [placedX, placedY] = project(u, v)
      expect(placedX).toBeCloseTo(x * ROOM_SIDE, 6)
      expect(placedY).toBeCloseTo(y * ROOM_SIDE, 6)
    }
  })

  test.each([
    ['upright', UPRIGHT, 0.001],
    ['askew', ASKEW, 4],
  ] as const)('%s is covered by its pieces, each near the true perspective', (_, corners, near) => {
    const project = projection(corners)
    const pieces = warpFrame(FRAME, corners)
    for (const [u, v] of everywhere) {
      const places = placesOf(pieces, u * FRAME.width, v * FRAME.height)
      const [x, y] = project(u, v)
      expect(places.length).toBeGreaterThan(0)
      for (const [placedX = 0, placedY = 0] of places) {
        expect(Math.hypot(placedX - x, placedY - y)).toBeLessThan(near)
      }
    }
  })

  test('takes two pieces where there is no perspective, and never more than 128', () => {
    expect(warpFrame(FRAME, UPRIGHT)).toHaveLength(2)
    expect(warpFrame(FRAME, ASKEW).length).toBeGreaterThan(8)
    const extreme: Corners = [
      [0, 0],
      [1, 0.49],
      [1, 0.51],
      [0, 1],
    ]
    expect(warpFrame(FRAME, extreme)).toHaveLength(128)
  })

  test('is drawn nowhere beyond itself', () => {
    for (const { points } of warpFrame(FRAME, ASKEW)) {
      for (const [x, y] of points) {
        expect(x >= 0 && x <= FRAME.width && y >= 0 && y <= FRAME.height).toBe(true)
      }
    }
  })

  test('is smaller where it is farther', () => {
    const project = projection(ASKEW)
    const [middle] = project(0.5, 0.5)
    expect(middle).toBeGreaterThan(((0.2 + 0.7) / 2) * ROOM_SIDE)
  })
})
