import type { SyncState } from '../../domain/products/sync-state.ts'
import { Badge } from '../components/badge.tsx'
import type { Tone } from '../components/tone.ts'
import { syncWords } from './words.ts'

const LONG: readonly SyncState['kind'][] = ['failed', 'changed_both', 'staged_changes', 'parked']

/** How far Shopify has what the product says; `short` where the reason of a failure is said apart. */
export function SyncBadge({ state, short = false }: { state: SyncState; short?: boolean }) {
  const [tone, label] = describe(
    short && state.kind === 'failed' ? { ...state, reason: '' } : state,
  )
  return (
    <Badge tone={tone} long={LONG.includes(state.kind)}>
      {label}
    </Badge>
  )
}

function describe(state: SyncState): [Tone, string] {
  const { kind } = state
  switch (kind) {
    case 'up_to_date':
      return ['sage', syncWords.up_to_date]
    case 'not_published':
    case 'staged':
      return ['neutral', syncWords[kind]]
    case 'unpublished_changes':
    case 'staged_changes':
    case 'changed_at_shop':
    case 'changed_both':
    case 'parked':
      return ['amber', syncWords[kind]]
    case 'deleted_at_shop':
      return ['red', syncWords[kind]]
    case 'under_way':
      return ['teal', syncWords.underWay[state.target]]
    case 'failed':
      return ['red', syncWords.failed(state.reason)]
  }
}
