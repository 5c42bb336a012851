import { and, eq, notInArray } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { compareAndSet, type Statement } from '../../db/client.ts'
import { type ApprovalItem, approvalItems } from '../../db/schema/desk.ts'
import { products } from '../../db/schema/products.ts'
import { AppError } from '../../errors.ts'
import { describeActor } from '../activity/describe-actor.ts'
import { recordActivity } from '../activity/record-activity.ts'

import type { Decision } from './schemas.ts'

/**
 * Decides about a product that waits: approved, it is published; rejected, it is a draft again. Ends
 * in `conflict` once it was decided otherwise, and in the publisher's error, which leaves it waiting.
 */
export async function decideProduct(
  ctx: Context,
  item: ApprovalItem,
  decision: Decision,
  reason: string | null,
): Promise<void> {
  if (!(await move(ctx, item, decision, reason))) {
    if (item.status === decision) return
    throw new AppError(
      'conflict',
      'This product was decided about before. Publish or retire it on its own page.',
    )
  }
  if (decision === 'rejected') return
  try {
    throw new AppError('unavailable', 'Nothing can publish yet')
  } catch (cause) {
    await waitAgain(ctx, item)
    throw cause
  }
}

async function move(
  ctx: Context,
  item: ApprovalItem,
  decision: Decision,
  reason: string | null,
): Promise<boolean> {
  const now = isoTime(ctx.clock.now())
  const change = ctx.db
    .update(approvalItems)
    .set({
      status: decision,
      decided_at: now,
      decided_by: describeActor(ctx.actor).name,
      reason,
    })
    .where(and(itemOf(ctx, item), eq(approvalItems.status, 'pending')))
    .returning({ id: approvalItems.id })
  const activity = recordActivity(
    ctx,
    {
      action_type: `product_${decision}`,
      module: 'approvals',
      details: { productId: item.reference_id, reason },
      reference_id: item.reference_id,
      reference_table: 'products',
    },
    { onlyIfChanged: true },
  )
  const following = decision === 'rejected' ? [activity, backToDraft(ctx, item, now)] : [activity]
  return compareAndSet(ctx.db, change, following)
}

// Harmless when the item was not moved: nothing but this item makes a product wait unpublished.
function backToDraft(ctx: Context, item: ApprovalItem, now: string): Statement {
  return ctx.db
    .update(products)
    .set({ status: 'draft', updated_at: now })
    .where(
      and(
        eq(products.user_id, ctx.userId),
        eq(products.id, item.reference_id),
        eq(products.status, 'pending'),
        notInArray(products.publish_state, ['queued', 'publishing']),
      ),
    )
}

async function waitAgain(ctx: Context, item: ApprovalItem): Promise<void> {
  await ctx.db
    .update(approvalItems)
    .set({ status: 'pending', decided_at: null, decided_by: null, reason: null })
    .where(and(itemOf(ctx, item), eq(approvalItems.status, 'approved')))
}

function itemOf(ctx: Context, item: ApprovalItem) {
  return and(eq(approvalItems.user_id, ctx.userId), eq(approvalItems.id, item.id))
}
