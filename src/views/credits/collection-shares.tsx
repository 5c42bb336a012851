import type { CollectionShare } from '../../domain/credits/read-statement.ts'
import { Stack } from '../components/arrange.tsx'
import { Card } from '../components/card.tsx'
import type { Collections } from '../components/collections.ts'
import { ProgressBar } from '../components/progress-bar.tsx'
import { usageLabel } from './credit-labels.ts'
import { creditWords } from './words.ts'

export type CollectionSharesProps = {
  shares: readonly CollectionShare[]
  collections: Collections
  period: string
}

/** What each collection has taken of a period's credits. */
export function CollectionShares({ shares, collections, period }: CollectionSharesProps) {
  const total = shares.reduce((sum, { credits }) => sum + credits, 0)
  return (
    <Card title={creditWords.byCollection} lead={creditWords.usedInPeriod(period)}>
      {total === 0 ? (
        <p class="muted">{creditWords.noneUsed(period)}</p>
      ) : (
        <Stack>
          {shares.map(({ collection, credits }) => (
            <ProgressBar
              id={`share-${collection}`}
              value={credits}
              max={total}
              {...usageLabel(collections, collection)}
              valueText={creditWords.shareOfCredits(credits, total)}
            />
          ))}
        </Stack>
      )}
    </Card>
  )
}
