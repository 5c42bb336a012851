import { blur, defs, group, linear, path, type Random, radial, rect } from './svg.ts'

type Window = {
  x: number
  y: number
  pane: { width: number; height: number }
  columns: number
  rows: number
  /** How far the light leans: the shift to the right per unit downwards. */
  lean: number
  colour: string
  opacity: number
  softness?: number
}

/** The light of a window on the wall: its panes, leaning and soft at the edge. */
export const drawWindowLight = (window: Window): string => {
  const { x, y, pane, columns, rows, lean, colour, opacity, softness = 9 } = window
  const gap = 26
  const panes = Array.from({ length: columns * rows }, (_, index) => {
    const left = x + (index % columns) * (pane.width + gap)
    const top = y + Math.floor(index / columns) * (pane.height + gap)
    return rect({ x: left, y: top, ...pane }, 'url(#window-fade)')
  })
  return group(
    '',
    defs(
      blur('window-soft', softness),
      linear('window-fade', 80, [0, colour, opacity], [1, colour, opacity * 0.72]),
    ),
    group(
      `filter="url(#window-soft)" transform="matrix(1 .1 ${lean} 1 ${-lean * y} ${-0.1 * x})"`,
      ...panes,
    ),
  )
}

/** The blurred shadow of leaves before a window. */
export const drawLeafShadow = (
  random: Random,
  {
    x,
    y,
    reach,
    count,
    opacity,
  }: { x: number; y: number; reach: number; count: number; opacity: number },
): string => {
  const leaves = Array.from({ length: count }, () => {
    const angle = random(-70, 60)
    const far = random(0.15, 1) * reach
    const length = random(90, 190)
    const wide = length * random(0.16, 0.26)
    const leaf = `M0 0Q${length * 0.5} ${-wide} ${length} 0Q${length * 0.5} ${wide} 0 0Z`
    const turn = angle + random(-40, 40)
    const radians = (angle * Math.PI) / 180
    const at = `${x + Math.cos(radians) * far} ${y + Math.sin(radians) * far}`
    return path(leaf, '#3b2c1c', `transform="translate(${at}) rotate(${turn})"`)
  })
  return group(
    '',
    defs(blur('leaf-soft', 11)),
    group(`opacity="${opacity}" filter="url(#leaf-soft)"`, ...leaves),
  )
}

/** The pool of light around a lamp. */
export const drawGlow = (
  id: string,
  [cx, cy, r]: [number, number, number],
  colour: string,
  opacity: number,
): string =>
  group(
    '',
    defs(
      radial(
        id,
        [0.5, 0.5, 0.5],
        [0, colour, opacity],
        [0.35, colour, opacity * 0.5],
        [0.7, colour, opacity * 0.14],
        [1, colour, 0],
      ),
    ),
    `<ellipse cx="${cx}" cy="${cy}" rx="${r}" ry="${r}" fill="url(#${id})"/>`,
  )

/** Corners a little darker than the middle, as a lens sees them. */
export const drawVignette = (colour: string, opacity: number): string =>
  group(
    '',
    defs(radial('vignette', [0.5, 0.46, 0.75], [0.55, colour, 0], [1, colour, opacity])),
    rect({ x: 0, y: 0, width: 2000, height: 1500 }, 'url(#vignette)'),
  )
