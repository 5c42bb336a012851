export const FRAME_STYLES = ['white', 'black', 'natural'] as const
type FrameStyle = (typeof FRAME_STYLES)[number]

/** What makes a product's variants differ. No frame style is an unframed print. */
export type VariantKind = { size: string; frame_style: FrameStyle | null; is_digital: boolean }

/** Equal for equal variants: a product has each kind once. */
export function kindKey({ size, frame_style, is_digital }: VariantKind): string {
  return `${size}\n${is_digital ? 'digital' : (frame_style ?? 'unframed')}`
}
