import { defs, group, linear, path, type Random } from './svg.ts'

type Leaf = {
  x: number
  y: number
  length: number
  width: number
  turn: number
  fill: string
  vein: string
}

/** One leaf growing from x, y in the direction of `turn` (0 right, -90 up). */
const drawLeaf = ({ x, y, length, width, turn, fill, vein }: Leaf): string => {
  const w = width / 2
  const half = (side: number) =>
    `M0 0C${length * 0.2} ${side * w * 1.15} ${length * 0.62} ${side * w * 1.25} ${length} 0`
  return group(
    `transform="translate(${x.toFixed(1)} ${y.toFixed(1)}) rotate(${turn.toFixed(1)})"`,
    path(`${half(-1)}C${length * 0.62} ${w * 1.25} ${length * 0.2} ${w * 1.15} 0 0Z`, fill),
    path(`${half(1)}L0 0Z`, '#0c1a0e', 'opacity=".13"'),
    `<path d="M0 0L${length * 0.96} 0" stroke="${vein}" stroke-opacity=".55"` +
      ` stroke-width="${Math.max(1.5, width * 0.03)}" fill="none"/>`,
  )
}

export type Greens = { deep: string; middle: string; fresh: string; vein: string }

export const FOREST: Greens = {
  deep: '#2c4431',
  middle: '#44643f',
  fresh: '#6b8a55',
  vein: '#a9bf8a',
}
export const EUCALYPTUS: Greens = {
  deep: '#5d7466',
  middle: '#7f9784',
  fresh: '#a5b7a1',
  vein: '#d5dfcf',
}
export const OLIVE: Greens = {
  deep: '#4a5232',
  middle: '#6c7547',
  fresh: '#929a63',
  vein: '#c3c795',
}
export const DRIED: Greens = {
  deep: '#a07f55',
  middle: '#c2a273',
  fresh: '#dcc49a',
  vein: '#efe0c0',
}

const greenDefs = (id: string, greens: Greens) =>
  defs(
    linear(`${id}-0`, 20, [0, greens.deep], [1, greens.middle]),
    linear(`${id}-1`, 20, [0, greens.deep], [0.5, greens.middle], [1, greens.fresh]),
    linear(`${id}-2`, 20, [0, greens.middle], [1, greens.fresh]),
  )

type Branch = {
  id: string
  greens: Greens
  /** Where it springs from, where it ends, and how far it bends aside. */
  from: [number, number]
  to: [number, number]
  bend: number
  leaves: number
  length: [number, number]
  width: number
  stem: string
  random: Random
}

/** A stem with leaves on both sides, the nearer ones brighter. */
export const drawBranch = (branch: Branch): string => {
  const { id, greens, from, to, bend, leaves, length, width, stem, random } = branch
  const [x0, y0] = from
  const [x1, y1] = to
  const cx = (x0 + x1) / 2 + bend
  const cy = (y0 + y1) / 2
  const point = (t: number): [number, number] => [
    (1 - t) ** 2 * x0 + 2 * t * (1 - t) * cx + t ** 2 * x1,
    (1 - t) ** 2 * y0 + 2 * t * (1 - t) * cy + t ** 2 * y1,
  ]
  const drawn = Array.from({ length: leaves }, (_, index) => {
    const t = 0.2 + (0.8 * (index + 1)) / leaves
    const [x, y] = point(t)
    const [bx, by] = point(t - 0.04)
    const along = (Math.atan2(y - by, x - bx) * 180) / Math.PI
    const side = index % 2 === 0 ? 1 : -1
    const isTip = index === leaves - 1
    const size = random(...length) * (1.05 - t * 0.3)
    return drawLeaf({
      x,
      y,
      length: size,
      width: size * width,
      turn: along + (isTip ? 0 : side * random(34, 62)),
      fill: `url(#${id}-${Math.floor(random(0, 2.99))})`,
      vein: greens.vein,
    })
  })
  return group(
    '',
    greenDefs(id, greens),
    `<path d="M${x0} ${y0}Q${cx} ${cy} ${x1} ${y1}" stroke="${stem}" stroke-width="5"` +
      ` fill="none" stroke-linecap="round"/>`,
    ...drawn,
  )
}

type Bush = {
  id: string
  greens: Greens
  x: number
  y: number
  /** Half the spread, and the height of the crown. */
  spread: number
  rise: number
  leaves: number
  length: [number, number]
  width: number
  random: Random
}

/** A crown of broad leaves, dark ones behind and bright ones before. */
export const drawBush = (bush: Bush): string => {
  const { id, greens, x, y, spread, rise, leaves, length, width, random } = bush
  const drawn = Array.from({ length: leaves }, (_, index) => {
    const depth = index / leaves
    const angle = random(-168, -12)
    const reach = random(0.18, 1)
    const px = x + Math.cos((angle * Math.PI) / 180) * spread * reach
    const py = y + Math.sin((angle * Math.PI) / 180) * rise * reach
    const size = random(...length)
    return drawLeaf({
      x: px,
      y: py,
      length: size,
      width: size * width,
      turn: angle + random(-38, 38) + (angle > -90 ? 18 : -18),
      fill: `url(#${id}-${Math.min(2, Math.floor(depth * 2.4 + random(0, 0.8)))})`,
      vein: greens.vein,
    })
  })
  return group('', greenDefs(id, greens), ...drawn)
}
