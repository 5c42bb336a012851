import type { Total } from '../../paging.ts'
import { BulkBar } from '../components/bulk-bar.tsx'
import { BulkQuestion } from '../components/bulk-question.tsx'
import { Button } from '../components/button.tsx'
import { SelectMatching } from '../components/select-matching.tsx'
import { typeWords } from '../jobs/words.ts'
import { CountAll } from './count-all.tsx'
import { listPathHere, type ProductFilters } from './product-path.ts'
import { BULK_FORM } from './product-tile.tsx'
import { bulkWords } from './words.ts'

/** In the bar, and behind "More". */
const FIRST = ['tags', 'collection', 'prices'] as const
const MORE = ['pictures', 'recipe', 'retire', 'archive', 'restore'] as const

export type BulkActionsProps = {
  filters: ProductFilters
  /** Where products are published to; null while no shop is connected. */
  shop: string | null
  /** How many match, and how many of them are shown. */
  total: Total
  shown: number
  /** As many as one change takes. */
  most: number
}

/** Leads to changing the selected products, or all that match: what will happen is shown first. */
export function BulkActions({ filters, shop, total, shown, most }: BulkActionsProps) {
  return (
    <BulkBar
      id={BULK_FORM}
      action={listPathHere(filters, '/bulk')}
      actions={[]}
      noun={bulkWords.noun}
      results="results"
    >
      <SelectMatching {...total} form={BULK_FORM} shown={shown} most={most} noun={bulkWords.noun} />
      <CountAll {...{ total, most, filters }} />
      <div class="cluster bulk-actions">
        {FIRST.map((type) => (
          <Lead type={type} />
        ))}
        {shop ? <Lead type="publish" variant="primary" /> : null}
        <details class="more-menu">
          <summary class="button button-secondary button-small">{bulkWords.more}</summary>
          <div class="more-menu-body">
            {MORE.map((type) => (
              <Lead type={type} variant="quiet" />
            ))}
            <DeleteDrafts />
          </div>
        </details>
      </div>
    </BulkBar>
  )
}

type LeadProps = { type: keyof typeof typeWords; variant?: 'primary' | 'quiet' }

/** Another page asks for the rest. */
function Lead({ type, variant }: LeadProps) {
  return (
    <Button name="action" value={type} size="small" variant={variant} data-whole>
      {typeWords[type].action}
    </Button>
  )
}

function DeleteDrafts() {
  return (
    <BulkQuestion
      name="delete"
      label={bulkWords.delete}
      title={bulkWords.deleteTitle}
      selected={bulkWords.selected}
      variant="quiet"
      button={
        <Button name="action" value="delete" variant="danger">
          {bulkWords.delete}
        </Button>
      }
    >
      <p>{bulkWords.deleteEffect}</p>
    </BulkQuestion>
  )
}
