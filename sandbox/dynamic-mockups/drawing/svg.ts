import type { Box } from '../room.ts'

/** An SVG document showing `view` of a drawing. */
export const svgDocument = (view: Box, ...parts: string[]): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${view.width}" height="${view.height}"` +
  ` viewBox="${view.x} ${view.y} ${view.width} ${view.height}">${parts.join('')}</svg>`

/** A repeatable stream of numbers in 0–1: a drawing is the same each time it is made. */
export const createRandom = (seed: number) => {
  let state = seed
  return (min = 0, max = 1): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return min + (((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * (max - min)
  }
}

export type Random = ReturnType<typeof createRandom>

/** `[offset, colour, opacity?]` */
type Stop = readonly [number, string, number?]

const stops = (list: readonly Stop[]) =>
  list
    .map(([at, colour, opacity = 1]) => {
      const veil = opacity === 1 ? '' : ` stop-opacity="${opacity}"`
      return `<stop offset="${at}" stop-color="${colour}"${veil}/>`
    })
    .join('')

/** A gradient along an angle: 0 runs to the right, 90 downwards. */
export const linear = (id: string, degrees: number, ...list: Stop[]): string =>
  `<linearGradient id="${id}" gradientTransform="rotate(${degrees} .5 .5)">${stops(list)}</linearGradient>`

export const radial = (
  id: string,
  [cx, cy, r]: [number, number, number],
  ...list: Stop[]
): string =>
  `<radialGradient id="${id}" cx="${cx}" cy="${cy}" r="${r}">${stops(list)}</radialGradient>`

/** How far a filter may reach beyond its shape, in sRGB: that is what painters' colours mean. */
const region = (margin: number) =>
  `x="${-margin}%" y="${-margin}%" width="${100 + 2 * margin}%" height="${100 + 2 * margin}%"` +
  ' color-interpolation-filters="sRGB"'

export const blur = (id: string, deviation: number): string =>
  `<filter id="${id}" ${region(40)}><feGaussianBlur stdDeviation="${deviation}"/></filter>`

type Relief = {
  /** How far the rounding reaches in from the edge. */
  soft: number
  /** Where the shade falls: away from the light. */
  dx?: number
  dy?: number
  shade?: number
  shine?: number
  /** Strength of a woven or rough surface, 0–1, and its fineness. */
  grain?: number
  fineness?: number | string
}

/** The rim of the shape that a copy of it, blurred and moved, leaves uncovered. */
const rim = (
  name: string,
  soft: number,
  dx: number,
  dy: number,
  colour: string,
  strength: number,
) => `
    <feGaussianBlur in="SourceAlpha" stdDeviation="${soft}"/><feOffset dx="${dx}" dy="${dy}"/>
    <feComposite in="SourceAlpha" operator="out" result="${name}-edge"/>
    <feFlood flood-color="${colour}" flood-opacity="${strength}"/>
    <feComposite in2="${name}-edge" operator="in" result="${name}"/>`

/** Rounds a flat shape by a shade on one side and a shine on the other, with a grain of cloth. */
export const relief = (id: string, options: Relief): string => {
  const { soft, dx = 0.7, dy = 0.9, shade = 0.55, shine = 0.5, grain = 0, fineness = 0.7 } = options
  const woven = `
    <feTurbulence type="fractalNoise" baseFrequency="${fineness}" numOctaves="2" seed="4"/>
    <feColorMatrix values="0 0 0 0 .16  0 0 0 0 .12  0 0 0 0 .08
      ${grain * 2.4} 0 0 0 ${-grain * 0.9}"/>
    <feComposite in2="SourceAlpha" operator="in" result="grain"/>`
  return `<filter id="${id}" ${region(10)}>
    ${rim('shade', soft, -dx * soft, -dy * soft, '#2b1c0f', shade)}
    ${rim('shine', soft * 0.6, dx * soft * 0.5, dy * soft * 0.5, '#fffaf0', shine)}
    ${grain > 0 ? woven : ''}
    <feMerge><feMergeNode in="SourceGraphic"/><feMergeNode in="shine"/><feMergeNode in="shade"/>
    ${grain > 0 ? '<feMergeNode in="grain"/>' : ''}</feMerge></filter>`
}

/** A filter that fills its shape with noise of one colour: plaster, wood grain, wool. */
export const texture = (
  id: string,
  frequency: string,
  colour: [number, number, number],
  strength: number,
  octaves = 3,
): string => {
  const [red, green, blue] = colour.map((value) => (value / 255).toFixed(3))
  return `<filter id="${id}" ${region(0)}>
    <feTurbulence type="fractalNoise" baseFrequency="${frequency}" numOctaves="${octaves}" seed="7"/>
    <feColorMatrix values="0 0 0 0 ${red}  0 0 0 0 ${green}  0 0 0 0 ${blue}
      ${strength * 3} 0 0 0 ${-strength * 1.15}"/>
    <feComposite in2="SourceAlpha" operator="in"/></filter>`
}

export const rect = ({ x, y, width, height }: Box, fill: string, more = ''): string =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${fill}" ${more}/>`

export const path = (d: string, fill: string, more = ''): string =>
  `<path d="${d}" fill="${fill}" ${more}/>`

export const ellipse = (
  [cx, cy, rx, ry]: [number, number, number, number],
  fill: string,
  more = '',
): string => `<ellipse cx="${cx}" cy="${cy}" rx="${rx}" ry="${ry}" fill="${fill}" ${more}/>`

export const group = (attributes: string, ...parts: string[]): string =>
  `<g ${attributes}>${parts.join('')}</g>`

export const defs = (...parts: string[]): string => `<defs>${parts.join('')}</defs>`
