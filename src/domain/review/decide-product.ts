import { and, eq, notInArray } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { compareAndSet, type Statement, writeAll } from '../../db/client.ts'
import { type ApprovalItem, approvalItems } from '../../db/schema/desk.ts'
import { products } from '../../db/schema/products.ts'
import { AppError } from '../../errors.ts'
import { describeActor } from '../activity/describe-actor.ts'
import { recordActivity } from '../activity/record-activity.ts'
import type { Decision } from '../approvals/schemas.ts'
import { publishProduct } from '../publishing/publish-product.ts'

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
  if (item.status === decision) return
  if (item.status !== 'pending') throw decidedBefore()
  if (decision === 'rejected') return reject(ctx, item, reason)
  // The intent to publish and the item's approval are one batch of the publisher's.
  await publishProduct(ctx, item.reference_id)
  await writeAll(ctx.db, [noteDecision(ctx, item, decision, reason)])
}

async function reject(ctx: Context, item: ApprovalItem, reason: string | null): Promise<void> {
  const now = isoTime(ctx.clock.now())
  const decided_by = describeActor(ctx.actor).name
  const change = ctx.db
    .update(approvalItems)
    .set({ status: 'rejected', decided_at: now, decided_by, reason })
    .where(
      and(
        eq(approvalItems.user_id, ctx.userId),
        eq(approvalItems.id, item.id),
        eq(approvalItems.status, 'pending'),
      ),
    )
    .returning({ id: approvalItems.id })
  const note = noteDecision(ctx, item, 'rejected', reason, { onlyIfChanged: true })
  const rejected = await compareAndSet(ctx.db, change, [note, backToDraft(ctx, item, now)])
  if (!rejected) throw decidedBefore()
}

function noteDecision(
  ctx: Context,
  item: ApprovalItem,
  decision: Decision,
  reason: string | null,
  options = {},
): Statement {
  return recordActivity(
    ctx,
    {
      action_type: `product_${decision}`,
      module: 'approvals',
      details: { productId: item.reference_id, reason },
      reference_id: item.reference_id,
      reference_table: 'products',
    },
    options,
  )
}

// Harmless where the item had been decided before: what is on its way to the shop is left alone.
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

function decidedBefore(): AppError {
  return new AppError(
    'conflict',
    'This product was decided about before. Publish or retire it on its own page.',
  )
}
