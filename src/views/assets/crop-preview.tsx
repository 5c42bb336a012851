import { keptPart, type PrintSize } from '../../domain/assets/print-sizes.ts'
import { formatSize } from '../../domain/pricing/size.ts'
import { cropWords as words } from './colour-words.ts'

export type CroppedArtwork = { width: number; height: number; picture: string }
type Props = { artwork: CroppedArtwork; size: PrintSize }

/** What of an artwork is lost on a sheet of another shape: shaded on its picture. */
export function CropPreview({ artwork, size }: Props) {
  const { width, height, picture } = artwork
  const kept = keptPart(artwork, size.size)
  const [left, top] = [Math.round(kept.x), Math.round(kept.y)]
  const whole = `M0 0H${width}V${height}H0Z`
  const inner = `M${left} ${top}H${width - left}V${height - top}H${left}Z`
  const label = words.preview(formatSize(size.size), cutPercent(size), cutFrom(artwork, size))
  return (
    <svg class="crop-preview" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <image href={picture} width={width} height={height} preserveAspectRatio="xMidYMid slice" />
      <path class="crop-lost" fill-rule="evenodd" d={`${whole}${inner}`} />
      <path class="crop-kept" d={inner} />
    </svg>
  )
}

/** "6%"; what is less than one is not nothing. */
export function cutPercent({ crop }: PrintSize): string {
  return crop < 0.01 ? '<1%' : `${Math.round(crop * 100)}%`
}

/** At which edges it is cut off. */
export function cutFrom(artwork: { width: number; height: number }, { size }: PrintSize): string {
  return keptPart(artwork, size).x > 0 ? words.sides : words.ends
}
