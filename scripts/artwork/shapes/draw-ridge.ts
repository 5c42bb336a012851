/** A ridge: heights of its crest, evenly spread from left to right; filled down to `bottom`. */
export type Ridge = { left: number; right: number; crest: readonly number[]; bottom: number }

/** A smooth filled ridge (Catmull-Rom through the crest, written as cubic curves); pixels. */
export function drawRidge({ left, right, crest, bottom }: Ridge, fill: string): string {
  const step = (right - left) / (crest.length - 1)
  const height = (index: number) => crest[Math.min(Math.max(index, 0), crest.length - 1)] ?? bottom
  const curves = crest.slice(1).map((end, index) => {
    const from = left + index * step
    const leave = height(index) + (end - height(index - 1)) / 6
    const arrive = end - (height(index + 2) - height(index)) / 6
    return `C${from + step / 3} ${leave} ${from + (step * 2) / 3} ${arrive} ${from + step} ${end}`
  })
  const d = `M${left} ${height(0)}${curves.join('')}L${right} ${bottom}L${left} ${bottom}Z`
  return `<path d="${d}" fill="${fill}"/>`
}
