import type { Box } from '../room.ts'
import { blur, defs, group, linear, path, rect, svgDocument } from './svg.ts'

type Wood = { light: string; middle: string; dark: string }

export const OAK: Wood = { light: '#d9b98c', middle: '#c09a68', dark: '#94703f' }
export const WALNUT: Wood = { light: '#8d6242', middle: '#6f4a30', dark: '#47301f' }
export const BLACK: Wood = { light: '#4a4846', middle: '#33312f', dark: '#1d1c1b' }
export const BRASS: Wood = { light: '#ecd08c', middle: '#c49c54', dark: '#87652c' }

export type Frame = {
  opening: Box
  mat: number
  moulding: number
  wood: Wood
  matColour?: string
  /** How far and how dark the frame's shadow falls: to the right when light comes from the left. */
  shadow?: { dx: number; dy: number; opacity: number }
}

const grow = ({ x, y, width, height }: Box, by: number): Box => ({
  x: x - by,
  y: y - by,
  width: width + 2 * by,
  height: height + 2 * by,
})

const corners = ({ x, y, width, height }: Box) => ({
  tl: `${x} ${y}`,
  tr: `${x + width} ${y}`,
  br: `${x + width} ${y + height}`,
  bl: `${x} ${y + height}`,
})

/** The four mitred sides between two boxes. */
const sides = (outer: Box, inner: Box, fills: [string, string, string, string]): string => {
  const o = corners(outer)
  const i = corners(inner)
  const quads: [string, string, string, string][] = [
    [o.tl, o.tr, i.tr, i.tl],
    [o.tr, o.br, i.br, i.tr],
    [o.br, o.bl, i.bl, i.br],
    [o.bl, o.tl, i.tl, i.bl],
  ]
  return quads.map((quad, side) => path(`M${quad.join('L')}Z`, fills[side] ?? fills[0])).join('')
}

/** A box with a hole, whose blurred edge is the shadow that a raised border casts inwards. */
const innerShadow = (
  hole: Box,
  dx: number,
  dy: number,
  filter: string,
  opacity: number,
): string => {
  const o = grow(hole, 120)
  const ring =
    `M${o.x} ${o.y}h${o.width}v${o.height}h${-o.width}Z ` +
    `M${hole.x + dx} ${hole.y + dy}v${hole.height}h${hole.width}v${-hole.height}Z`
  return path(ring, '#2a1f14', `filter="url(#${filter})" opacity="${opacity}" fill-rule="evenodd"`)
}

/** A framed sheet on the wall: moulding, mat with a bevelled cut, paper behind the print. */
export const drawFrame = (frame: Frame): string => {
  const { opening, mat, moulding, wood, matColour = '#f7f4ee' } = frame
  const { dx, dy, opacity } = frame.shadow ?? { dx: 26, dy: 34, opacity: 0.34 }
  const matBox = grow(opening, mat)
  const outer = grow(matBox, moulding)
  const lip = grow(matBox, moulding * 0.3)
  const cut = grow(opening, 5)
  return group(
    '',
    defs(
      blur('frame-far', 34),
      blur('frame-near', 7),
      blur('frame-inner', 12),
      linear('frame-top', 90, [0, wood.light], [1, wood.middle]),
      linear('frame-left', 0, [0, wood.light], [0.25, wood.middle], [1, wood.middle]),
      linear('frame-right', 0, [0, wood.middle], [0.8, wood.dark], [1, wood.dark]),
      linear('frame-bottom', 90, [0, wood.middle], [1, wood.dark]),
      linear('mat-tone', 60, [0, '#ffffff', 0.35], [0.6, '#000000', 0], [1, '#3a2a18', 0.07]),
      `<clipPath id="mat-clip">${rect(matBox, '#fff')}</clipPath>`,
    ),
    rect(
      { ...outer, x: outer.x + dx, y: outer.y + dy },
      '#20160c',
      `opacity="${opacity}" filter="url(#frame-far)"`,
    ),
    rect(
      { ...outer, x: outer.x + dx / 5, y: outer.y + dy / 4 },
      '#20160c',
      `opacity="${opacity}" filter="url(#frame-near)"`,
    ),
    sides(outer, lip, [
      'url(#frame-top)',
      'url(#frame-right)',
      'url(#frame-bottom)',
      'url(#frame-left)',
    ]),
    sides(lip, matBox, [wood.dark, wood.middle, wood.light, wood.dark]),
    rect(grow(outer, -1.5), 'none', `stroke="${wood.light}" stroke-opacity=".55" stroke-width="2"`),
    group(
      'clip-path="url(#mat-clip)"',
      rect(matBox, matColour),
      rect(matBox, 'url(#mat-tone)'),
      innerShadow(matBox, dx / 4, dy / 3, 'frame-inner', 0.42),
    ),
    sides(cut, opening, ['#cfc8bb', '#ece7dd', '#fffdf9', '#dcd5c9']),
    rect(opening, '#fbf9f4'),
  )
}

/** What lies over the print: the room's own light, the mat's shadow, and the sheen of the glass. */
export const drawLight = (opening: Box, roomLight: string, sheen = 0.16): string => {
  const { x, y, width, height } = opening
  const band = (from: number, to: number) =>
    `M${x + width * from} ${y}L${x + width * to} ${y}` +
    `L${x + width * (to - 0.55)} ${y + height}` +
    `L${x + width * (from - 0.55)} ${y + height}Z`
  return svgDocument(
    opening,
    defs(
      blur('glass-inner', 7),
      blur('glass-edge', 3),
      linear(
        'glass',
        70,
        [0, '#ffffff', sheen],
        [0.55, '#ffffff', sheen * 0.25],
        [1, '#ffffff', 0],
      ),
    ),
    roomLight,
    path(band(0.62, 0.98), 'url(#glass)', 'filter="url(#glass-edge)"'),
    path(band(1.06, 1.16), 'url(#glass)', 'filter="url(#glass-edge)"'),
    innerShadow(opening, 3, 4, 'glass-inner', 0.34),
  )
}
