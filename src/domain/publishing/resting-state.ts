import type { PublishTarget } from '../../db/schema/products.ts'

/** How a product's row stands once the shop (or nobody else) has to know: columns to set. */
export function restingState(target: PublishTarget, now: string) {
  return {
    status: target,
    publish_state: 'idle' as const,
    sync_error: null,
    retired_at: target === 'retired' ? now : null,
  }
}
