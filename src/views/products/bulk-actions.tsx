import type { Child } from 'hono/jsx'
import { BulkBar } from '../components/bulk-bar.tsx'
import { BulkQuestion } from '../components/bulk-question.tsx'
import { Button, type ButtonVariant } from '../components/button.tsx'
import { RadioGroup } from '../components/choice.tsx'
import { listPathHere, type ProductFilters } from './product-path.ts'
import { BULK_FORM } from './product-tile.tsx'
import { retireReasons } from './retire-reasons.ts'
import { bulkWords } from './words.ts'

export const BULK_ACTIONS = ['publish', 'retire', 'archive', 'delete'] as const
export type BulkActionName = (typeof BULK_ACTIONS)[number]

export type BulkActionsProps = {
  filters: ProductFilters
  /** Where products are published to; null while no shop is connected. */
  shop: string | null
  /** Selects all that match the filters. */
  selectAll?: Child
}

/** Changes the selected products at once, after a question that says how many and what for. */
export function BulkActions({ filters, shop, selectAll }: BulkActionsProps) {
  return (
    <BulkBar
      id={BULK_FORM}
      action={listPathHere(filters, '/bulk')}
      actions={[]}
      noun={bulkWords.noun}
      results="results"
    >
      {selectAll}
      <div class="cluster bulk-actions">
        {shop ? (
          <Ask
            action="publish"
            title={bulkWords.publishTitle(shop)}
            effect={bulkWords.publishEffect}
            variant="primary"
          />
        ) : null}
        <Ask action="retire" title={bulkWords.retireTitle} effect={bulkWords.retireEffect}>
          <RadioGroup
            name="reason"
            label={bulkWords.retireReason}
            value="manual"
            scope="bulk"
            choices={retireReasons}
          />
        </Ask>
        <Ask
          action="archive"
          title={bulkWords.archiveTitle}
          effect={bulkWords.archiveEffect}
          variant="primary"
        />
        <Ask action="delete" title={bulkWords.deleteTitle} effect={bulkWords.deleteEffect} />
      </div>
    </BulkBar>
  )
}

type AskProps = {
  action: BulkActionName
  title: string
  effect: string
  variant?: ButtonVariant
  children?: Child
}

function Ask({ action, title, effect, variant = 'danger', children }: AskProps) {
  return (
    <BulkQuestion
      name={action}
      label={bulkWords[action]}
      title={title}
      selected={bulkWords.selected}
      button={
        <Button name="action" value={action} variant={variant}>
          {bulkWords[action]}
        </Button>
      }
    >
      <p>{effect}</p>
      {children}
    </BulkQuestion>
  )
}
