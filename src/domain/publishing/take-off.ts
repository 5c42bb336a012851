import { and, eq, isNull } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { compareAndSet } from '../../db/client.ts'
import { products } from '../../db/schema/products.ts'
import { AppError } from '../../errors.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { getShopifyAccount } from '../integrations/get-shopify-account.ts'
import { getProduct, getProductRow } from '../products/get-product.ts'
import type { FullProduct, ProductRow } from '../products/load-parts.ts'
import type { RetireReason } from '../products/schemas.ts'
import { activityOfTarget } from './activity-of-target.ts'
import { closeApproval } from './close-approval.ts'
import { restingState } from './resting-state.ts'
import { setIntent } from './set-intent.ts'

export type Course = {
  target: 'retired' | 'archived' | 'draft'
  from: readonly ProductRow['status'][]
  action_type: string
  retire_reason: RetireReason | null
}

/**
 * Takes a product off sale: at the shop first, by the queue, where it may be there; at once where
 * it was never sent. Ends in `not_found`, in `not_configured` without the shop it is at, and in
 * `conflict` from another state.
 */
export async function takeOff(ctx: Context, id: string, course: Course): Promise<FullProduct> {
  const product = await getProductRow(ctx, id)
  const isUnderWay = product.publish_target === course.target && isBusy(product)
  if (product.status === course.target || isUnderWay) return getProduct(ctx, id)
  if (!course.from.includes(product.status)) {
    throw new AppError(
      'conflict',
      `This product is ${product.status}, so that cannot be done. Nothing was changed.`,
    )
  }
  if (!(await setCourse(ctx, product, course))) {
    throw new AppError(
      'conflict',
      'This product is being changed by somebody else right now. Nothing was done; try again.',
    )
  }
  return getProduct(ctx, id)
}

function isBusy({ publish_state }: ProductRow): boolean {
  return publish_state !== 'idle' && publish_state !== 'failed'
}

async function setCourse(ctx: Context, product: ProductRow, course: Course): Promise<boolean> {
  const wasNeverSent = !product.shopify_product_gid && !product.publish_task_id
  if (wasNeverSent) return settleHere(ctx, product, course)
  await getShopifyAccount(ctx)
  const taskId = await setIntent(ctx, product, {
    target: course.target,
    action_type: course.action_type,
    retire_reason: course.retire_reason,
    also: [closeApproval(ctx, product.id, 'rejected')],
  })
  return taskId !== undefined
}

/** A product that no shop has seen: one batch does it. */
async function settleHere(ctx: Context, product: ProductRow, course: Course): Promise<boolean> {
  const now = isoTime(ctx.clock.now())
  const reason = course.retire_reason
  const update = ctx.db
    .update(products)
    .set({ ...restingState(course.target, now), retire_reason: reason, updated_at: now })
    .where(
      and(
        eq(products.user_id, ctx.userId),
        eq(products.id, product.id),
        eq(products.status, product.status),
        isNull(products.publish_task_id),
      ),
    )
    .returning({ id: products.id })
  const activity = recordActivity(ctx, activityOfTarget(product, course.target, reason), {
    onlyIfChanged: true,
  })
  return compareAndSet(ctx.db, update, [activity, closeApproval(ctx, product.id, 'rejected')])
}
