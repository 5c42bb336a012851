import type { Context } from '../../context.ts'
import { writeAll } from '../../db/client.ts'
import { findChange } from '../changes/change.ts'
import { getShopAccount, getShopifyAccount } from '../integrations/get-shopify-account.ts'
import { getProductRow } from '../products/get-product.ts'
import { changeRetry, findRetry } from '../retries/queue.ts'
import { askShop } from './task.ts'

/**
 * Tries again what a product's last task did not reach, at the shop it was made for, whether that
 * was to sell it or to stop selling it. Harmless for one that is under way or at rest.
 *
 * @throws AppError not_found
 * @throws AppError not_configured the hub has no credentials for that shop any more
 */
export async function resumePublishing(ctx: Context, id: string): Promise<void> {
  const product = await getProductRow(ctx, id)
  const { publish_state, publish_target: target, retire_reason } = product
  if (publish_state === 'idle' || !target) {
    const subject = { operation_type: 'product_publish', subject_id: id } as const
    const row = await findRetry(ctx, subject)
    await writeAll(ctx.db, changeRetry(ctx, subject, row, { kind: 'succeeded' }))
    return
  }
  if (publish_state !== 'failed') return
  // A product whose first publication could not even begin was made for no shop yet.
  const shop = product.publish_shop ?? (await getShopifyAccount(ctx)).shopDomain
  await getShopAccount(ctx, shop)
  const failed = await findChange(ctx, id, product.publish_task_id ?? '')
  await askShop(ctx, product, {
    target,
    shop,
    reason: retire_reason ?? undefined,
    ...(failed?.undoes
      ? { undoneChange: failed.undoes, undoes: { retiredAt: product.retired_at } }
      : {}),
  })
}
