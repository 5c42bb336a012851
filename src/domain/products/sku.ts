import type { VariantKind } from './variant-kind.ts'

const ID_CHARACTERS = 8

/**
 * `HH-1A2B3C4D-8x10-WHI`: the prefix of the user's settings, the last 8 hex digits of the product's
 * id (time-ordered ids share their first), the size without punctuation, and the finish.
 */
export function skuOf(prefix: string, productId: string, kind: VariantKind): string {
  const product = productId.replaceAll('-', '').slice(-ID_CHARACTERS).toUpperCase()
  const size = kind.size.replace(/[^A-Za-z0-9]/g, '')
  return `${prefix}-${product}-${size}-${finishCode(kind)}`
}

function finishCode({ frame_style, is_digital }: VariantKind): string {
  if (is_digital) return 'DIG'
  return frame_style ? frame_style.slice(0, 3).toUpperCase() : 'UNF'
}
