/** A cut-paper frond: its foot in pixels, its angle in degrees (0 up, clockwise). */
export type Frond = { x: number; y: number; length: number; angle: number; pairs: number }

/** A frond of one colour: a stalk with rounded lobes that shrink towards the tip. */
export function drawFrond({ x, y, length, angle, pairs }: Frond, fill: string): string {
  const spacing = (length * 0.8) / pairs
  const lobes = Array.from({ length: pairs }, (_, index) => {
    const share = (index + 1) / pairs
    const foot = -(length * 0.16 + index * spacing)
    const reach = length * (0.36 - 0.2 * share * share) * (index === 0 ? 0.86 : 1)
    return [-1, 1].map((side) => {
      const lift = side > 0 ? spacing * 0.34 : 0
      return lobe(foot - lift, side * (64 - share * 26), reach, spacing * 0.72)
    })
  })
  const tip = lobe(-length * 0.9, 0, length * 0.2, spacing * 0.66)
  const stalk = `<path d="M-11 0L-5 ${(-length * 0.96).toFixed(1)}H5L11 0Z"/>`
  const place = `translate(${x} ${y}) rotate(${angle})`
  return `<g transform="${place}" fill="${fill}">${stalk}${lobes.flat().join('')}${tip}</g>`
}

function lobe(y: number, angle: number, length: number, width: number): string {
  const half = width / 2
  const d =
    `M0 0C${-half * 0.5} ${-length * 0.2} ${-half * 1.3} ${-length * 0.96} 0 ${-length}` +
    `C${half * 1.3} ${-length * 0.96} ${half * 0.5} ${-length * 0.2} 0 0Z`
  return `<path d="${d}" transform="translate(0 ${y.toFixed(1)}) rotate(${angle.toFixed(1)})"/>`
}
