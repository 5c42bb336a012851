import {
  FIT_TOLERANCE,
  type PrintQuality,
  type PrintSize,
} from '../../domain/assets/print-sizes.ts'
import { formatSize } from '../../domain/pricing/size.ts'
import { Badge } from '../components/badge.tsx'
import { Card } from '../components/card.tsx'
import type { Tone } from '../components/tone.ts'
import { describeSizes } from './describe-print.ts'
import { artworkWords as words } from './words.ts'

const TONES: Record<PrintQuality, Tone> = {
  sharp: 'sage',
  good: 'sage',
  fair: 'amber',
  low: 'red',
}

/** At which of the user's sizes an artwork prints well; sizes of another shape on demand. */
export function PrintSizesCard({ sizes }: { sizes: readonly PrintSize[] }) {
  const [fitting, others] = [sizes.filter(({ fits }) => fits), sizes.filter(({ fits }) => !fits)]
  return (
    <Card title={words.sizes} id="sizes" lead={sizes.length > 0 ? describeSizes(sizes) : undefined}>
      <div class="stack stack-small">
        {sizes.length === 0 ? <p class="muted">{words.noSizes}</p> : null}
        {fitting.length > 0 ? <SizeList sizes={fitting} /> : null}
        {others.length > 0 ? (
          <details class="disclosure">
            <summary>{words.otherShapes(others.length)}</summary>
            <SizeList sizes={others} />
          </details>
        ) : null}
        {sizes.length > 0 ? (
          <p class="muted small">{words.sizesNote(Math.round(FIT_TOLERANCE * 100))}</p>
        ) : null}
      </div>
    </Card>
  )
}

function SizeList({ sizes }: { sizes: readonly PrintSize[] }) {
  return (
    <ul class="linked-list">
      {sizes.map(({ size, dpi, quality, fits, crop }) => (
        <li>
          <span>
            {formatSize(size)}
            <span class="muted small figures">
              {' '}
              {words.dpi(dpi)}
              {fits ? null : `, ${words.cropped(Math.round(crop * 100))}`}
            </span>
          </span>
          <Badge tone={TONES[quality]}>{words[quality]}</Badge>
        </li>
      ))}
    </ul>
  )
}
