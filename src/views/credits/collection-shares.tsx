import type { CollectionShare } from '../../domain/credits/read-statement.ts'
import { Stack } from '../components/arrange.tsx'
import { Card } from '../components/card.tsx'
import type { Collections } from '../components/collections.ts'
import { ProgressBar } from '../components/progress-bar.tsx'
import { pluralize } from '../pluralize.ts'
import { usageLabel } from './credit-labels.ts'

export type CollectionSharesProps = {
  shares: readonly CollectionShare[]
  collections: Collections
  period: string
}

/** What each collection has taken of a period's credits. */
export function CollectionShares({ shares, collections, period }: CollectionSharesProps) {
  const total = shares.reduce((sum, { credits }) => sum + credits, 0)
  return (
    <Card title="By collection" lead={`Credits used in ${period}.`}>
      {total === 0 ? (
        <p class="muted">Nothing was used in {period}.</p>
      ) : (
        <Stack>
          {shares.map(({ collection, credits }) => (
            <ProgressBar
              id={`share-${collection}`}
              value={credits}
              max={total}
              {...usageLabel(collections, collection)}
              valueText={`${pluralize(credits, 'credit')} · ${Math.round((credits / total) * 100)}%`}
            />
          ))}
        </Stack>
      )}
    </Card>
  )
}
