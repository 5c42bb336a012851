import type { FullProduct, VariantRow } from '../../domain/products/load-parts.ts'
import { lowPrint, type PrintFrame } from '../../domain/products/print-check.ts'
import { Badge } from '../components/badge.tsx'
import { Card } from '../components/card.tsx'
import { ConfirmButton } from '../components/confirm-button.tsx'
import { elementId } from '../components/field-id.ts'
import { DateText } from '../components/time-ago.tsx'
import { printWords as words } from './print-words.ts'
import { productPath } from './product-path.ts'

type Props = { product: FullProduct; print: PrintFrame }

/** The variants that print below the user's limit, and who has said that they are sold anyway. */
export function PrintCard({ product, print }: Props) {
  const low = product.variants.flatMap((variant) => {
    const found = variant.is_active ? lowPrint(variant.size, print) : undefined
    return found ? [{ variant, dpi: found.dpi }] : []
  })
  if (low.length === 0) return null
  const isOpen = low.some(({ variant }) => !variant.low_dpi_accepted_at)
  return (
    <Card title={words.title} id="print" lead={words.lead(print.minDpi)}>
      <div class="stack">
        <ul class="linked-list">
          {low.map(({ variant, dpi }) => (
            <li>
              <span>{words.at(variant.title, dpi)}</span>
              <Acceptance variant={variant} />
            </li>
          ))}
        </ul>
        {isOpen ? (
          <ConfirmButton
            id={elementId('accept-print', product.id)}
            label={words.accept}
            title={words.question}
            action={productPath(product.id, 'accept-print')}
            confirmVariant="primary"
          >
            <p>{words.effect}</p>
          </ConfirmButton>
        ) : null}
      </div>
    </Card>
  )
}

function Acceptance({ variant }: { variant: VariantRow }) {
  const { low_dpi_accepted_by: by, low_dpi_accepted_at: at } = variant
  if (!by || !at) return <Badge tone="amber">{words.open}</Badge>
  return (
    <span class="muted small">
      {words.accepted(by)} <DateText at={at} />
    </span>
  )
}
