import type { VariantKind } from '../../domain/products/variant-kind.ts'

/** How a print can be finished, in the order of the form's columns; `short` is for a phone. */
export const FINISHES = [
  { key: 'unframed', label: 'Unframed', short: 'None' },
  { key: 'white', label: 'White frame', short: 'White' },
  { key: 'black', label: 'Black frame', short: 'Black' },
  { key: 'natural', label: 'Natural frame', short: 'Natural' },
  { key: 'digital', label: 'Digital', short: 'Digital' },
] as const

export type Finish = (typeof FINISHES)[number]['key']

export function finishOf({ frame_style, is_digital }: Omit<VariantKind, 'size'>): Finish {
  return is_digital ? 'digital' : (frame_style ?? 'unframed')
}

/** A variant as a value of the form: `8x10|white`. */
export function variantValue(kind: VariantKind): string {
  return `${kind.size}|${finishOf(kind)}`
}

/** The same, read back; whatever it holds is checked where the product is. */
export function kindOfValue(value: string): VariantKind {
  const at = value.lastIndexOf('|')
  const size = value.slice(0, at)
  switch (value.slice(at + 1)) {
    case 'digital':
      return { size, frame_style: null, is_digital: true }
    case 'white':
      return { size, frame_style: 'white', is_digital: false }
    case 'black':
      return { size, frame_style: 'black', is_digital: false }
    case 'natural':
      return { size, frame_style: 'natural', is_digital: false }
    default:
      return { size, frame_style: null, is_digital: false }
  }
}
