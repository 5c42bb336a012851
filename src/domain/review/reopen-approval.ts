import type { Context } from '../../context.ts'
import type { ApprovalItem } from '../../db/schema/desk.ts'
import { AppError } from '../../errors.ts'
import { findApprovals } from '../approvals/find-approvals.ts'
import { changedSince, findPress, inUse, requireRecent, takeBack } from './press.ts'

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
  const { decided_at: at } = item
  const atMs = requireRecent(ctx, at ?? '')
  const press = (await findPress(ctx, atMs)).filter((row) => row.picture_id === item.picture_id)
  if (press.length === 0) throw byOther(item)
  if (press.some((row) => row.is_in_product)) throw inUse()
  const pictureIds = press.slice(0, 1).map((row) => row.picture_id)
  const reopened = await takeBack(ctx, pictureIds, press, at ?? '', 'open')
  const now = await findOne(ctx, id)
  if (reopened.length === 0 && now.status !== 'pending') throw changedSince()
  return now
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

function byOther({ decided_by }: ApprovalItem): AppError {
  return new AppError(
    'forbidden',
    `This was decided by ${decided_by ?? 'someone else'}, and only they can reopen it. Nothing was changed. Approve or reject it instead.`,
  )
}
