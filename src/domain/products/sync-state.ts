import type { Product, PublishTarget } from '../../db/schema/products.ts'

/** How far the shop has what the product says, with the reason of a failure. */
export type SyncState =
  | { kind: 'up_to_date' | 'unpublished_changes' | 'not_published' }
  /** At the shop as a draft, as it is here, or as it was. */
  | { kind: 'staged' | 'staged_changes' }
  /** Changed at the shop, and nobody has decided about that; perhaps here too. */
  | { kind: 'changed_at_shop' | 'changed_both' | 'deleted_at_shop' }
  /** Waits for credentials that the shop takes. */
  | { kind: 'parked'; target: PublishTarget }
  | { kind: 'under_way'; target: PublishTarget }
  | { kind: 'failed'; target: PublishTarget; reason: string }

type Task = Pick<Product, 'publish_state' | 'publish_target' | 'publish_parked_at' | 'sync_error'>

/** Of the connected shop; where none is connected, of one that sells it. */
export type AtShop = {
  status: string
  /** Since when the product differs from what was sent; since when the shop does, undecided. */
  unsent_since: string | null
  drifted_since: string | null
  /** The shop had no such product when it was read last. */
  is_gone: boolean
}

/** What a task under way says first; then what was changed at the shop; then how it is there. */
export function syncStateOf(product: Task, atShop: AtShop | undefined): SyncState {
  const { publish_state, publish_parked_at, sync_error } = product
  const target = product.publish_target ?? 'active'
  switch (publish_state) {
    case 'queued':
    case 'publishing':
    case 'retiring':
      return { kind: publish_parked_at ? 'parked' : 'under_way', target }
    case 'failed': {
      const isSending = target === 'active' || target === 'staged'
      const drift = isSending ? driftOf(atShop) : undefined
      // Publishing is refused until somebody has decided, so that is what there is to do.
      return drift ?? { kind: 'failed', target, reason: sync_error ?? '' }
    }
    case 'idle':
      return driftOf(atShop) ?? restingState(atShop)
  }
}

function driftOf(atShop: AtShop | undefined): SyncState | undefined {
  if (!atShop?.drifted_since) return undefined
  if (atShop.is_gone) return { kind: 'deleted_at_shop' }
  return { kind: atShop.unsent_since ? 'changed_both' : 'changed_at_shop' }
}

function restingState(atShop: AtShop | undefined): SyncState {
  switch (atShop?.status) {
    case 'active':
      return { kind: atShop.unsent_since ? 'unpublished_changes' : 'up_to_date' }
    case 'draft':
      return { kind: atShop.unsent_since ? 'staged_changes' : 'staged' }
    default:
      return { kind: 'not_published' }
  }
}
