import type { Context } from '../../context.ts'
import { writeAll } from '../../db/client.ts'
import { getShopifyAccount } from '../integrations/get-shopify-account.ts'
import { getProductRow } from '../products/get-product.ts'
import { changeRetry, findRetry } from '../retries/queue.ts'
import { setIntent } from './set-intent.ts'

/**
 * Tries again what a product's last task did not reach, whether that was to go on sale or to come
 * off. Harmless for one that is under way or at rest. Ends in `not_found` and `not_configured`.
 */
export async function resumePublishing(ctx: Context, id: string): Promise<void> {
  const product = await getProductRow(ctx, id)
  if (product.publish_state === 'idle' || !product.publish_target) {
    const subject = { operation_type: 'product_publish', subject_id: id } as const
    const row = await findRetry(ctx, subject)
    await writeAll(ctx.db, changeRetry(ctx, subject, row, { kind: 'succeeded' }))
    return
  }
  if (product.publish_state !== 'failed') return
  await getShopifyAccount(ctx)
  await setIntent(ctx, product, {
    target: product.publish_target,
    action_type: 'product_publish_requested',
    retire_reason: product.retire_reason,
  })
}
