/** Where a leaf hangs and how it lies: pixels and degrees, 0 pointing up, clockwise. */
export type Leaf = { x: number; y: number; length: number; width: number; angle: number }

/** A pointed leaf with a lighter rib, its foot at (x, y). */
export function drawLeaf(leaf: Leaf, fill: string, rib?: string): string {
  const { length, width } = leaf
  const half = width / 2
  const blade =
    `M0 0C${r(-half * 1.25)} ${r(-length * 0.3)} ${r(-half)} ${r(-length * 0.72)} 0 ${r(-length)}` +
    `C${r(half)} ${r(-length * 0.72)} ${r(half * 1.25)} ${r(-length * 0.3)} 0 0Z`
  const line = rib
    ? `<path d="M0 0L0 ${r(-length * 0.86)}" stroke="${rib}" stroke-width="${r(
        Math.max(3, width * 0.035),
      )}" stroke-linecap="round" fill="none"/>`
    : ''
  const place = `translate(${r(leaf.x)} ${r(leaf.y)}) rotate(${r(leaf.angle)})`
  return `<g transform="${place}"><path d="${blade}" fill="${fill}"/>${line}</g>`
}

function r(value: number): string {
  return value.toFixed(1)
}
