import { and, eq } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { compareAndSet, type Statement, writeAll } from '../../db/client.ts'
import { type ApprovalItem, approvalItems } from '../../db/schema/desk.ts'
import { AppError } from '../../errors.ts'
import { describeActor } from '../activity/describe-actor.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { findApprovals } from '../approvals/find-approvals.ts'
import type { Decision, DecisionReason } from '../approvals/schemas.ts'
import type { SaleAccepts } from '../products/sale-refusals.ts'
import { publishProduct } from '../publishing/publish-product.ts'
import { returnToDraft } from '../publishing/task.ts'

/**
 * Decides about a product that waits: approved, it is published; rejected, it is a draft again. Who
 * decides the same at the same moment as another changes nothing more.
 *
 * @throws AppError conflict it was decided otherwise
 * @throws AppError as `publishProduct`, and then it still waits
 */
export async function decideProduct(
  ctx: Context,
  item: ApprovalItem,
  decision: Decision,
  why: DecisionReason = {},
  accepts?: SaleAccepts,
): Promise<void> {
  if (item.status === decision) return
  if (item.status !== 'pending') throw decidedBefore()
  if (decision === 'rejected') return reject(ctx, item, why)
  // The intent to publish and the item's approval are one batch of the publisher's.
  try {
    await publishProduct(ctx, item.reference_id, { onlyPending: true, accepts })
  } catch (cause) {
    if (cause instanceof AppError && (await isDecided(ctx, item, decision))) return
    throw cause
  }
  await writeAll(ctx.db, [noteDecision(ctx, item, decision, why)])
}

async function reject(ctx: Context, item: ApprovalItem, why: DecisionReason): Promise<void> {
  const now = isoTime(ctx.clock.now())
  const decided_by = describeActor(ctx.actor).name
  const change = ctx.db
    .update(approvalItems)
    .set({
      status: 'rejected',
      decided_at: now,
      decided_by,
      reason: why.reason || null,
      reason_code: why.reason_code ?? null,
    })
    .where(
      and(
        eq(approvalItems.user_id, ctx.userId),
        eq(approvalItems.id, item.id),
        eq(approvalItems.status, 'pending'),
      ),
    )
    .returning({ id: approvalItems.id })
  const note = noteDecision(ctx, item, 'rejected', why, { onlyIfChanged: true })
  const rejected = await compareAndSet(ctx.db, change, [
    note,
    returnToDraft(ctx, item.reference_id),
  ])
  if (!rejected && !(await isDecided(ctx, item, 'rejected'))) throw decidedBefore()
}

async function isDecided(ctx: Context, { id }: ApprovalItem, decision: Decision): Promise<boolean> {
  const [item] = await findApprovals(ctx, [id])
  return item?.status === decision
}

function noteDecision(
  ctx: Context,
  item: ApprovalItem,
  decision: Decision,
  { reason, reason_code }: DecisionReason,
  options = {},
): Statement {
  return recordActivity(
    ctx,
    {
      action_type: `product_${decision}`,
      module: 'approvals',
      details: {
        productId: item.reference_id,
        reason: reason || null,
        reasonCode: reason_code ?? null,
      },
      reference_id: item.reference_id,
      reference_table: 'products',
    },
    options,
  )
}

function decidedBefore(): AppError {
  return new AppError(
    'conflict',
    'This product has already been decided. Nothing was changed. Publish or retire it on its own page.',
  )
}
