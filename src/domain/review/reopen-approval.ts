import type { Context } from '../../context.ts'
import type { ApprovalItem } from '../../db/schema/desk.ts'
import { AppError } from '../../errors.ts'
import { describeActor } from '../activity/describe-actor.ts'
import { findApprovals } from '../approvals/find-approvals.ts'
import { changedSince, reopenPicture, TAKE_BACK_MS } from './press.ts'

/**
 * Lets a mockup be undecided again, whatever it was before: the picture, all its mockups and this
 * item. By who decided, for 24 hours, or until a product shows it. One that is still to review stays
 * as it is.
 * @throws AppError not_found
 * @throws AppError forbidden where somebody else decided
 * @throws AppError conflict a day later, where a product shows it, or it was decided again since; and
 *   of a product
 */
export async function reopenApproval(ctx: Context, id: string): Promise<ApprovalItem> {
  const item = await findOne(ctx, id)
  if (item.type === 'product') throw ofProduct()
  if (item.status === 'pending') return item
  const { picture_id, decided_at, decided_by } = item
  const isReopened = await reopenPicture(ctx, { id: picture_id, decided_at, decided_by })
  const now = await findOne(ctx, id)
  if (!isReopened && now.status !== 'pending') throw changedSince()
  return now
}

/** Whether `reopenApproval` would do so, unless a product shows it: by what the item says. */
export function canReopenItem(
  ctx: Context,
  {
    type,
    status,
    decided_at,
    decided_by,
  }: Pick<ApprovalItem, 'type' | 'status' | 'decided_at' | 'decided_by'>,
): boolean {
  return (
    type === 'mockup' &&
    status !== 'pending' &&
    decided_at !== null &&
    Date.parse(decided_at) > ctx.clock.now() - TAKE_BACK_MS &&
    decided_by === describeActor(ctx.actor).name
  )
}

async function findOne(ctx: Context, id: string): Promise<ApprovalItem> {
  const [item] = await findApprovals(ctx, [id])
  if (!item) throw new AppError('not_found', 'Approval item not found')
  return item
}

function ofProduct(): AppError {
  return new AppError(
    'conflict',
    'A decision about a product cannot be reopened. Nothing was changed. Publish or retire the product on its own page.',
  )
}
