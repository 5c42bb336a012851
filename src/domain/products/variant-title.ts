import { formatSize } from '../pricing/size.ts'
import type { VariantKind } from './variant-kind.ts'

/** `8×10 / White Frame`, `8×10` unframed, `8×10 / Digital`. */
export function variantTitle({ size, frame_style, is_digital }: VariantKind): string {
  if (is_digital) return `${formatSize(size)} / Digital`
  if (!frame_style) return formatSize(size)
  const frame = frame_style.charAt(0).toUpperCase() + frame_style.slice(1)
  return `${formatSize(size)} / ${frame} Frame`
}
