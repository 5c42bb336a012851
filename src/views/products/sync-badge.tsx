import type { SyncState } from '../../domain/products/sync-state.ts'
import { Badge } from '../components/badge.tsx'
import type { Tone } from '../components/tone.ts'
import { syncWords } from './words.ts'

/** How far Shopify has what the product says. */
export function SyncBadge({ state }: { state: SyncState }) {
  const [tone, label] = describe(state)
  return (
    <Badge tone={tone} long={state.kind === 'failed'}>
      {label}
    </Badge>
  )
}

function describe(state: SyncState): [Tone, string] {
  switch (state.kind) {
    case 'up_to_date':
      return ['sage', syncWords.up_to_date]
    case 'unpublished_changes':
      return ['amber', syncWords.unpublished_changes]
    case 'not_published':
      return ['neutral', syncWords.not_published]
    case 'under_way':
      return ['teal', syncWords.underWay[state.target]]
    case 'parked':
      return ['amber', syncWords.parked]
    case 'failed':
      return ['red', syncWords.failed(state.reason)]
  }
}
