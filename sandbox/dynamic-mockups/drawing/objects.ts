import { blur, defs, ellipse, group, linear, path, type Random, rect } from './svg.ts'

/** A soft dark patch where something stands. */
export const drawContact = (
  [x, y, rx, ry]: [number, number, number, number],
  opacity = 0.4,
): string => {
  const id = `contact-${Math.round(x)}-${Math.round(y)}`
  const deviation = Math.max(4, ry * 0.6)
  return (
    defs(blur(id, deviation)) +
    ellipse([x, y, rx, ry], '#1d130a', `opacity="${opacity}" filter="url(#${id})"`)
  )
}

type Vessel = {
  id: string
  x: number
  /** The foot's height in the drawing. */
  y: number
  width: number
  height: number
  colours: [string, string, string]
  /** Widths of neck and foot against the belly, and where the belly lies (0 top, 1 foot). */
  neck?: number
  foot?: number
  belly?: number
  filter?: string
}

/** A turned vessel: a vase, a pot or a lamp's base. */
export const drawVessel = (vessel: Vessel): string => {
  const { id, x, y, width, height, colours, neck = 0.45, foot = 0.6, belly = 0.55, filter } = vessel
  const w = width / 2
  const top = y - height
  const middle = top + height * belly
  const side = (s: number) => [
    `${x + s * w * neck} ${top}`,
    `${x + s * w * neck} ${top + height * 0.16}`,
    `${x + s * w} ${middle - height * 0.24}`,
    `${x + s * w} ${middle}`,
    `${x + s * w} ${middle + height * 0.24}`,
    `${x + s * w * foot} ${y - height * 0.08}`,
    `${x + s * w * foot} ${y}`,
  ]
  const [a = '', b, c, d, e, f, g] = side(1)
  const [l0, l1, l2, l3, l4, l5, l6] = side(-1)
  const outline =
    `M${a}C${b} ${c} ${d}C${e} ${f} ${g}Q${x} ${y + height * 0.03} ${l6}` +
    `C${l5} ${l4} ${l3}C${l2} ${l1} ${l0}Z`
  const [light, middleTone, dark] = colours
  return group(
    '',
    defs(linear(id, 0, [0, middleTone], [0.28, light], [0.62, middleTone], [1, dark])),
    drawContact([x + width * 0.08, y, width * 0.55, Math.max(6, width * 0.07)]),
    path(outline, `url(#${id})`, filter ? `filter="url(#${filter})"` : ''),
    ellipse([x, top, w * neck, w * neck * 0.16], dark),
    ellipse([x, top + 2, w * neck * 0.84, w * neck * 0.11], '#20160d', 'opacity=".75"'),
  )
}

type Lamp = {
  id: string
  x: number
  y: number
  top: number
  bottom: number
  height: number
  lit: string
  shade: string
  edge: string
}

/** A lampshade lit from within; y is its upper rim. */
export const drawShade = ({ id, x, y, top, bottom, height, lit, shade, edge }: Lamp): string => {
  const outline =
    `M${x - top / 2} ${y}L${x + top / 2} ${y}L${x + bottom / 2} ${y + height}` +
    `Q${x} ${y + height + bottom * 0.06} ${x - bottom / 2} ${y + height}Z`
  const pleats = Array.from({ length: 15 }, (_, index) => {
    const t = (index + 1) / 16 - 0.5
    return (
      `M${x + top * t} ${y}` +
      `L${x + bottom * t} ${y + height + bottom * 0.028 * (1 - (2 * t) ** 2)}`
    )
  })
  return group(
    '',
    defs(
      linear(id, 90, [0, shade], [0.55, lit], [1, shade]),
      linear(`${id}-side`, 0, [0, edge, 0.55], [0.3, edge, 0], [0.7, edge, 0], [1, edge, 0.6]),
    ),
    path(outline, `url(#${id})`),
    path(outline, `url(#${id}-side)`),
    `<path d="${pleats.join('')}" stroke="${edge}" stroke-opacity=".2" stroke-width="2"` +
      ` fill="none"/>`,
    `<path d="M${x - bottom / 2} ${y + height}` +
      `Q${x} ${y + height + bottom * 0.06} ${x + bottom / 2} ${y + height}"` +
      ` stroke="${edge}" stroke-opacity=".5" stroke-width="3" fill="none"/>`,
  )
}

/** Books standing side by side, from x to the right, on a board at y. */
export const drawBooks = (
  random: Random,
  {
    x,
    y,
    width,
    heights,
    colours,
  }: { x: number; y: number; width: number; heights: [number, number]; colours: string[] },
): string => {
  const books: string[] = []
  let left = x
  while (left < x + width - 18) {
    const thick = Math.min(random(20, 46), x + width - left)
    const tall = random(...heights)
    const colour = colours[Math.floor(random(0, colours.length - 0.01))] ?? '#888'
    const top = y - tall
    const bands = random() > 0.45 ? [0.12, 0.17, 0.82] : [0.22]
    books.push(
      rect({ x: left, y: top, width: thick, height: tall }, colour, 'rx="3"'),
      rect({ x: left, y: top, width: thick, height: tall }, 'url(#book-round)', 'rx="3"'),
      ...bands.map((at) =>
        rect(
          { x: left + 3, y: top + tall * at, width: thick - 6, height: 3.5 },
          '#f3e3bd',
          'opacity=".5"',
        ),
      ),
    )
    left += thick + 1.5
  }
  return group(
    '',
    defs(
      linear(
        'book-round',
        0,
        [0, '#fff', 0.16],
        [0.3, '#fff', 0.05],
        [0.6, '#000', 0.06],
        [1, '#000', 0.4],
      ),
    ),
    ...books,
  )
}

/** Books lying on one another; y is the surface beneath them. */
export const drawStack = (
  { x, y }: { x: number; y: number },
  books: { width: number; thick: number; colour: string; shift?: number }[],
): string => {
  let top = y
  const drawn = books.map(({ width, thick, colour, shift = 0 }) => {
    top -= thick
    const box = { x: x + shift, y: top, width, height: thick }
    return (
      rect(box, colour, 'rx="4"') +
      rect(box, 'url(#stack-round)', 'rx="4"') +
      rect(
        { x: box.x + width * 0.2, y: top + thick * 0.44, width: width * 0.36, height: 3 },
        '#fff',
        'opacity=".45"',
      )
    )
  })
  return group(
    '',
    defs(linear('stack-round', 90, [0, '#fff', 0.22], [0.25, '#fff', 0.04], [1, '#000', 0.28])),
    ...drawn,
  )
}
