import { and, eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { type RetryRow, retryQueue } from '../../db/schema/desk.ts'
import { AppError } from '../../errors.ts'

/** One row of the user's retry queue. Ends in `not_found`. */
export async function getRetry(ctx: Context, id: string): Promise<RetryRow> {
  const row = await ctx.db
    .select()
    .from(retryQueue)
    .where(and(eq(retryQueue.user_id, ctx.userId), eq(retryQueue.id, id)))
    .get()
  if (!row) throw new AppError('not_found', 'Retry not found')
  return row
}
