import {
  FIT_TOLERANCE,
  type PrintQuality,
  type PrintSize,
} from '../../domain/assets/print-sizes.ts'
import { formatSize } from '../../domain/pricing/size.ts'
import { Badge } from '../components/badge.tsx'
import { Card } from '../components/card.tsx'
import type { Tone } from '../components/tone.ts'
import { cropWords } from './colour-words.ts'
import { CropPreview, type CroppedArtwork, cutFrom, cutPercent } from './crop-preview.tsx'
import { describeSizes } from './describe-print.ts'
import { artworkWords as words } from './words.ts'

const TONES: Record<PrintQuality, Tone> = {
  sharp: 'sage',
  good: 'sage',
  fair: 'amber',
  low: 'red',
}

type Props = {
  artwork: CroppedArtwork
  sizes: readonly PrintSize[]
  /** Below so many pixels an inch the user wants to be asked. */
  minDpi: number
}

/** At which of the user's sizes an artwork prints well; what those of another shape cut off. */
export function PrintSizesCard({ artwork, sizes, minDpi }: Props) {
  const [fitting, others] = [sizes.filter(({ fits }) => fits), sizes.filter(({ fits }) => !fits)]
  return (
    <Card title={words.sizes} id="sizes" lead={sizes.length > 0 ? describeSizes(sizes) : undefined}>
      <div class="stack stack-small">
        {sizes.length === 0 ? <p class="muted">{words.noSizes}</p> : null}
        {fitting.length > 0 ? (
          <ul class="linked-list">
            {fitting.map((size) => (
              <li>
                <SizeText size={size} />
                <SizeBadge size={size} minDpi={minDpi} />
              </li>
            ))}
          </ul>
        ) : null}
        {others.length > 0 ? (
          <details class="disclosure" open={fitting.length === 0}>
            <summary>{words.otherShapes(others.length)}</summary>
            <div class="stack stack-small">
              <p class="muted small">{cropWords.lead}</p>
              <ul class="crop-list">
                {others.map((size) => (
                  <li>
                    <CropPreview artwork={artwork} size={size} />
                    <SizeText size={size} />
                    <span class="muted small">
                      {cropWords.cutsOff(cutPercent(size), cutFrom(artwork, size))}
                    </span>
                    <SizeBadge size={size} minDpi={minDpi} />
                  </li>
                ))}
              </ul>
            </div>
          </details>
        ) : null}
        {sizes.length > 0 ? (
          <p class="muted small">
            {words.sizesNote(Math.round(FIT_TOLERANCE * 100))} {cropWords.limit(minDpi)}{' '}
            <a href="/settings#print-quality">{cropWords.changeLimit}</a>
          </p>
        ) : null}
      </div>
    </Card>
  )
}

function SizeText({ size: { size, dpi } }: { size: PrintSize }) {
  return (
    <span>
      {formatSize(size)} <span class="muted small figures">{words.dpi(dpi)}</span>
    </span>
  )
}

/** The user's own limit is said where the usual words would not say it. */
function SizeBadge({ size: { dpi, quality }, minDpi }: { size: PrintSize; minDpi: number }) {
  const isBelow = dpi < minDpi
  return (
    <Badge tone={isBelow ? 'red' : TONES[quality]}>
      {isBelow && quality !== 'low' ? cropWords.below(minDpi) : words[quality]}
    </Badge>
  )
}
