/** A river stone lying on its base: pixels; `lean` shifts its crown sideways. */
export type Stone = { x: number; base: number; width: number; height: number; lean: number }

/** A rounded stone, flatter below than above. */
export function drawStone({ x, base, width, height, lean }: Stone, fill: string): string {
  const [left, right, top] = [x - width / 2, x + width / 2, base - height]
  const waist = base - height * 0.42
  const crown = x + lean
  const d =
    `M${left} ${waist}C${left} ${top + height * 0.16} ${crown - width * 0.3} ${top} ${crown} ${top}` +
    `C${crown + width * 0.32} ${top} ${right} ${top + height * 0.2} ${right} ${waist}` +
    `C${right} ${base - height * 0.1} ${x + width * 0.32} ${base} ${x} ${base}` +
    `C${x - width * 0.34} ${base} ${left} ${base - height * 0.08} ${left} ${waist}Z`
  return `<path d="${d}" fill="${fill}"/>`
}
