import type { Context } from '../../context.ts'
import { isAnyOf } from '../../db/client.ts'
import { type ApprovalItem, approvalItems } from '../../db/schema/desk.ts'
import { AppError } from '../../errors.ts'

/** These items of the user's, in no order. */
export function selectApprovals(ctx: Context, ids: readonly string[]) {
  return ctx.db
    .select()
    .from(approvalItems)
    .where(isAnyOf([approvalItems.user_id, approvalItems.id], [ctx.userId], ids))
}

/**
 * The same, all of them.
 * @throws AppError not_found
 */
export async function findApprovals(ctx: Context, ids: readonly string[]): Promise<ApprovalItem[]> {
  return requireAll(ids, await selectApprovals(ctx, ids))
}

/**
 * The items that were found, if none is missing.
 * @throws AppError not_found, naming the ids that are none
 */
export function requireAll(ids: readonly string[], rows: ApprovalItem[]): ApprovalItem[] {
  const known = new Set(rows.map((row) => row.id))
  const unknown = ids.filter((id) => !known.has(id))
  if (unknown.length === 0) return rows
  throw new AppError('not_found', 'Approval item not found', {
    errors: unknown.map((id) => ({ pointer: '/ids', message: `No approval item ${id}` })),
  })
}
