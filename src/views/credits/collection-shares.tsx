import type { CollectionShare } from '../../domain/credits/read-statement.ts'
import { Stack } from '../components/arrange.tsx'
import { Card } from '../components/card.tsx'
import { ProgressBar } from '../components/progress-bar.tsx'
import { counted } from '../counted.ts'
import { usageCollectionWords } from './operation-words.ts'

export type CollectionSharesProps = { shares: readonly CollectionShare[]; period: string }

/** What each collection has taken of a period's credits. */
export function CollectionShares({ shares, period }: CollectionSharesProps) {
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
              label={usageCollectionWords[collection].label}
              value={credits}
              max={total}
              tone={usageCollectionWords[collection].tone}
              words={`${counted(credits, 'credit')} · ${Math.round((credits / total) * 100)}%`}
            />
          ))}
        </Stack>
      )}
    </Card>
  )
}
