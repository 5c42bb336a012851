/** A cubic curve's start, two handles and end, as x and y in turn; pixels. */
export type Curve = readonly [number, number, number, number, number, number, number, number]

const STEPS = 40

/** A root or branch along the curve, thinning from `breadth` to a point. */
export function drawTendril(curve: Curve, breadth: number, fill: string): string {
  const left: string[] = []
  const right: string[] = []
  for (let step = 0; step <= STEPS; step++) {
    const t = step / STEPS
    const { x, y, slopeX, slopeY } = pointOn(curve, t)
    const half = (breadth / 2) * (1 - t) ** 0.8 + 1.2
    const length = Math.hypot(slopeX, slopeY) || 1
    const [offsetX, offsetY] = [(-slopeY / length) * half, (slopeX / length) * half]
    left.push(`${(x + offsetX).toFixed(1)} ${(y + offsetY).toFixed(1)}`)
    right.unshift(`${(x - offsetX).toFixed(1)} ${(y - offsetY).toFixed(1)}`)
  }
  return `<path d="M${[...left, ...right].join('L')}Z" fill="${fill}"/>`
}

function pointOn(curve: Curve, t: number) {
  const [x0, y0, x1, y1, x2, y2, x3, y3] = curve
  return {
    x: cubic(x0, x1, x2, x3, t),
    y: cubic(y0, y1, y2, y3, t),
    slopeX: slope(x0, x1, x2, x3, t),
    slopeY: slope(y0, y1, y2, y3, t),
  }
}

function cubic(a: number, b: number, c: number, d: number, t: number): number {
  const u = 1 - t
  return u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d
}

function slope(a: number, b: number, c: number, d: number, t: number): number {
  const u = 1 - t
  return 3 * u * u * (b - a) + 6 * u * t * (c - b) + 3 * t * t * (d - c)
}
