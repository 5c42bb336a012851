import type { Product, PublishTarget } from '../../db/schema/products.ts'

/**
 * How far what is on sale is what the product says, with the reason of a failure. `parked` waits
 * for credentials that the shop takes.
 */
export type SyncState =
  | { kind: 'up_to_date' | 'unpublished_changes' | 'not_published' }
  | { kind: 'under_way' | 'parked'; target: PublishTarget }
  | { kind: 'failed'; target: PublishTarget; reason: string }

type Task = Pick<Product, 'publish_state' | 'publish_target' | 'publish_parked_at' | 'sync_error'>
/** At the connected shop; where none is connected, at one that sells it. */
type OnSale = { unsent_since: string | null } | undefined

/** What a task under way or failed says first; then whether it is on sale, and as it is now. */
export function syncStateOf(
  { publish_state, publish_target, publish_parked_at, sync_error }: Task,
  onSale: OnSale,
): SyncState {
  const target = publish_target ?? 'active'
  switch (publish_state) {
    case 'queued':
    case 'publishing':
    case 'retiring':
      return { kind: publish_parked_at ? 'parked' : 'under_way', target }
    case 'failed':
      return { kind: 'failed', target, reason: sync_error ?? '' }
    case 'idle':
      if (!onSale) return { kind: 'not_published' }
      return { kind: onSale.unsent_since ? 'unpublished_changes' : 'up_to_date' }
  }
}
