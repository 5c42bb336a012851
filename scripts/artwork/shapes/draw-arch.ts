/** A round-headed doorway: pixels from the sheet's top left corner. */
export type Arch = { left: number; top: number; right: number; bottom: number }

/** The arch's outline as path data. */
export function archPath({ left, top, right, bottom }: Arch): string {
  const radius = (right - left) / 2
  const spring = top + radius
  return `M${left} ${bottom}V${spring}A${radius} ${radius} 0 0 1 ${right} ${spring}V${bottom}Z`
}

/** A filled arch. */
export function drawArch(arch: Arch, fill: string): string {
  return `<path d="${archPath(arch)}" fill="${fill}"/>`
}
