import { and, eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { inJson } from '../../db/client.ts'
import { type ApprovalItem, approvalItems } from '../../db/schema/desk.ts'
import { AppError } from '../../errors.ts'

/**
 * These items of the user's, in no order.
 * @throws AppError not_found, naming the ids that are none
 */
export async function findApprovals(ctx: Context, ids: string[]): Promise<ApprovalItem[]> {
  const rows = await ctx.db
    .select()
    .from(approvalItems)
    .where(and(eq(approvalItems.user_id, ctx.userId), inJson(approvalItems.id, ids)))
  const known = new Set(rows.map((row) => row.id))
  const unknown = ids.filter((id) => !known.has(id))
  if (unknown.length === 0) return rows
  throw new AppError('not_found', 'Approval item not found', {
    errors: unknown.map((id) => ({ pointer: '/ids', message: `No approval item ${id}` })),
  })
}
